#!/usr/bin/perl
# What the program can do is in the manual, and the manual says nothing that
# it cannot. The program lists its own tables: `withus help` with --names,
# --options COMMAND, --kinds and --statuses. The manual is read so:
#
#   withus(1)         `.It Ic NAME …` begins the words on a command, until
#                     the next one or a section; in them `Fl Fl X` is an
#                     option of it. Options elsewhere are common to all.
#   EXIT STATUS       `.It N …`, N a number, with or without a macro
#   withus-record(5)  in the section KINDS, `.It NAME` or `.Ss NAME` is a
#                     kind; `Fl Fl X` is the option of a kind's field, which
#                     the commands that edit that kind take
use strict;
use warnings;
use Test::More;

my $program = 'build/release/withus';
my @pages = map { "man/withus$_" } qw(.1 -record.5 -json.7 -internals.7);

for my $page (@pages) {
	my $words = `mandoc -T lint -W warning $page 2>&1`;
	is("$?: $words", '0: ', "$page is well formed");
}

sub ask {
	my (@words) = @_;
	open(my $out, '-|', $program, 'help', @words) or die "$program: $!";
	chomp(my @lines = <$out>);
	close $out or diag("withus help @words: status $?");
	return grep { $_ ne '' } @lines;
}

# Lines of a page, with the section that each is in.
sub page {
	my ($file) = @_;
	my $section = '';
	my @lines;
	open(my $in, '<', $file) or return ();
	while (<$in>) {
		next if /^\.\\"/;
		$section = $1 =~ s/"//gr if /^\.Sh\s+(.*?)\s*$/;
		push @lines, { section => $section, text => $_ };
	}
	return @lines;
}

sub options_in { return map { "--$_" } $_[0] =~ /\bFl Fl ([a-z][a-z-]*)/g }

# Words on commands, and what is common.
my (%manual, %common, $command);
for my $line (page('man/withus.1')) {
	my $text = $line->{text};
	if ($text =~ /^\.It (?:Ic|Cm) ([a-z][a-z -]*)/) {
		($command = $1) =~ s/\s+$//;
		$manual{$command} //= {};
	} elsif ($text =~ /^\.S[hs]\b/) {
		undef $command;
	}
	my $options = defined $command ? $manual{$command} : \%common;
	$options->{$_} = 1 for options_in($text);
}
my %of_fields = map { $_ => 1 }
	map { options_in($_->{text}) } page('man/withus-record.5');

sub same {
	my ($name, $program_says, $manual_says) = @_;
	my %program = map { $_ => 1 } @$program_says;
	my %manual = map { $_ => 1 } @$manual_says;
	cmp_ok(scalar keys %program, '>', 0, "the program lists its $name");
	is(join(' ', sort grep { !$manual{$_} } keys %program), '',
		"$name: none is missing in the manual");
	is(join(' ', sort grep { !$program{$_} } keys %manual), '',
		"$name: the manual has no others");
}

# Where the program lists first words alone, `rules agree` is under `rules`.
my @names = ask('--names');
my %is_name = map { $_ => 1 } @names;
my %words_on;
for my $name (keys %manual) {
	(my $first = $name) =~ s/ .*//;
	my $under = !$is_name{$name} && $is_name{$first} &&
		!grep { /^\Q$first\E / } @names;
	push @{$words_on{$under ? $first : $name}}, $name;
}
same('commands', \@names, [keys %words_on]);

my %taken;
for my $name (@names) {
	my %takes = map { $_ => 1 } ask('--options', split / /, $name);
	my %said = map { %{$manual{$_}} } @{$words_on{$name} // []};
	@taken{keys %takes} = ();
	is(join(' ', sort grep { !$said{$_} && !$common{$_} && !$of_fields{$_} }
		keys %takes), '', "$name: options missing in the manual");
	is(join(' ', sort grep { !$takes{$_} && !$common{$_} } keys %said), '',
		"$name: options it does not take");
}
my $usage = join "\n", `$program --help`;
is(join(' ', sort grep { !exists $taken{$_} && $usage !~ /\Q$_\E\b/ }
	keys %common), '', 'options for all: the manual has no others');
is(join(' ', sort grep { !exists $taken{$_} } keys %of_fields), '',
	'options of fields: each is taken by a command');

same('kinds', [ask('--kinds')], [map {
	$_->{section} eq 'KINDS' && $_->{text} =~
		/^\.(?:It|Ss)(?:\s+(?:Ic|Li|Cm|Sy|Em|Ql|Dv))?\s+"?([a-z-]+)/ ?
		$1 : ()
} page('man/withus-record.5')]);
same('statuses', [map { /^(\d+)/ } ask('--statuses')], [map {
	$_->{section} eq 'EXIT STATUS' &&
		$_->{text} =~ /^\.It(?:\s+[A-Z][a-z])?\s+(\d+)/ ? $1 : ()
} page('man/withus.1')]);
done_testing();
