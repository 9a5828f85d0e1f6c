#!/usr/bin/perl
# What README.md and the examples of withus(1) show is what happens. Every
# block between ```console and ``` is typed, in order, in one home, and what
# each command prints is compared with the block line by line. Blocks marked
# otherwise, such as ```sh, are not typed.
#
# Codes come from random ids. A code on the page stands for the one that the
# program printed in its place when it was first seen; from then on it means
# that one, in output and in commands. Two never stand for the same.
#
# On the page the home folder of who types is /home/you. What is exported
# there holds for the commands behind it.
#
# UPDATE=1 writes what was printed into README.md; read the difference.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Temp qw(tempdir);
use FindBin;
use Test::More;

my $top = abs_path("$FindBin::Bin/../..");
chdir $top or die "$top: $!";
my $build = abs_path($ENV{BUILD} // 'build/debug');
my $code = qr/(?<![A-Za-z0-9-])[A-Z]-[0-9a-z]{4,26}(?![A-Za-z0-9-])/;

# ------------------------------------------------------------ running

my ($place, $number, %program, %page);

# A home of its own, an empty folder to be in, and an editor that adds a line.
sub begin {
	$place = tempdir('withus-readme-XXXXXX', TMPDIR => 1, CLEANUP => 1);
	(%program, %page) = ();
	mkdir "$place/$_" or die $! for qw(home here);
	open(my $editor, '>', "$place/editor") or die $!;
	print $editor "#!/bin/sh\necho 'One more line.' >>\"\$1\"\n";
	close $editor;
	chmod 0755, "$place/editor";
	delete @ENV{grep { /^(WITHUS_|GIT_|XDG_)|^(VISUAL|NO_COLOR|LANGUAGE)$/ }
		keys %ENV};
	%ENV = (%ENV, HOME => "$place/home", PATH => "$build:$ENV{PATH}",
		COLUMNS => 80, TERM => 'xterm-256color', TZ => 'UTC',
		LC_ALL => 'C.UTF-8', EDITOR => "$place/editor",
		GIT_CONFIG_NOSYSTEM => 1,
		WITHUS_TEST_CLOCK => '2026-11-20T14:05:00');
}

# type COMMAND: its status, and what it printed, messages too. Each has its
# own seed: one seed gives every process the same ids.
sub type {
	my ($words) = @_;
	if ($words =~ /^export (\w+)=(\S+)$/) {
		$ENV{$1} = $2;
		return (0);
	} elsif ($words =~ /^unset (\w+)$/) {
		delete $ENV{$1};
		return (0);
	}
	$ENV{WITHUS_TEST_SEED} = ++$number;
	open(my $out, '-|', 'sh', '-c',
		"cd '$place/here' && exec 2>&1 </dev/null\n$words") or die $!;
	my @lines = <$out>;
	close $out;
	chomp @lines;
	return ($? >> 8, @lines);
}

# Codes of two texts in their order, paired where both are new.
sub pair {
	my ($shown, $printed) = @_;
	my @theirs = $printed =~ /$code/g;
	for my $ours ($shown =~ /$code/g) {
		my $theirs = shift @theirs // last;
		next if exists $program{$ours} || exists $page{$theirs};
		$program{$ours} = $theirs;
		$page{$theirs} = $ours;
	}
}

sub to_program {
	my ($text) = @_;
	$text =~ s{/home/you\b}{$place/home}g;
	return $text =~ s/($code)/$program{$1} \/\/ $1/ger;
}

sub to_page {
	my ($text) = @_;
	$text =~ s{\Q$place\E/home\b}{/home/you}g;
	return $text =~ s/($code)/$page{$1} \/\/ $1/ger;
}

# ------------------------------------------------------------ reading

# console LINES: each command of the blocks, with the lines that it is to
# print and where these are. A line that begins with "> " goes on.
sub console {
	my @lines = @_;
	my ($inside, @commands) = (0);
	for my $at (0 .. $#lines) {
		if ($lines[$at] =~ /^```/) {
			$inside = $lines[$at] eq '```console';
		} elsif ($inside && $lines[$at] =~ /^\$ (.*)/) {
			push @commands, { words => $1, shown => [],
				line => $at + 1, from => $at + 1 };
		} elsif ($inside && $lines[$at] =~ /^> (.*)/ &&
				!@{$commands[-1]{shown}}) {
			$commands[-1]{words} .= "\n$1";
			$commands[-1]{from}++;
		} elsif ($inside) {
			push @{$commands[-1]{shown}}, $lines[$at];
		}
	}
	return @commands;
}

# The displays in a manual page's examples, as if they were such blocks.
sub examples {
	my ($inside, $literal, @lines) = (0, 0);
	for (@_) {
		$inside = /^\.Sh EXAMPLES/ if /^\.Sh /;
		if (/^\.(Bd|Ed)\b/) {
			$literal = $1 eq 'Bd';
			push @lines, $literal ? '```console' : '```';
		} elsif ($inside && $literal && !/^\./) {
			push @lines, plain($_);
		}
	}
	my @commands = grep { /^\$ / } @lines;
	return @commands ? @lines : ();
}

sub plain {
	my ($text) = @_;
	my %sign = (lq => '“', rq => '”', dq => '"', aq => "'", en => '–');
	$text =~ s/\\&//g;
	$text =~ s/\\\((lq|rq|dq|aq|en)/$sign{$1}/g;
	$text =~ s/\\\[(lq|rq|dq|aq|en)\]/$sign{$1}/g;
	$text =~ s/\\-/-/g;
	$text =~ s/\\e/\\/g;
	return $text;
}

sub lines_of {
	my ($file) = @_;
	open(my $in, '<', $file) or return ();
	chomp(my @lines = <$in>);
	return @lines;
}

# ------------------------------------------------------------ comparing

my @readme = lines_of('README.md');
my @commands = console(@readme);
cmp_ok(scalar @commands, '>', 10, 'README.md shows how it goes');

begin();
my @printed;
for my $command (@commands) {
	my ($status, @lines) = type(to_program($command->{words}));
	my @shown = @{$command->{shown}};
	pair("@shown", "@lines");
	@lines = map { to_page($_) } @lines;
	push @printed, [$command, @lines];
	my ($first) = split /\n/, $command->{words};
	is_deeply(\@lines, \@shown, "README.md:$command->{line}: $first")
		or diag("status $status; printed:\n", map { "$_\n" } @lines);
}

if ($ENV{UPDATE}) {
	for (reverse @printed) {
		my ($command, @lines) = @$_;
		splice @readme, $command->{from}, @{$command->{shown}}, @lines;
	}
	open(my $out, '>', 'README.md') or die $!;
	print $out "$_\n" for @readme;
	close $out or die $!;
}

# An example of the manual that shows no output just has to work.
begin();
my @examples = console(examples(lines_of('man/withus.1')));
cmp_ok(scalar @examples, '>', 5, 'withus(1) has examples');
for my $command (@examples) {
	my ($status, @lines) = type(to_program($command->{words}));
	my ($first) = split /\n/, $command->{words};
	my $name = "withus(1): $first";
	my @shown = @{$command->{shown}};
	if (!@shown) {
		is($status, 0, $name) or diag(map { "$_\n" } @lines);
		next;
	}
	pair("@shown", "@lines");
	is_deeply([map { to_page($_) } @lines], \@shown, $name);
}
done_testing();
