#!/usr/bin/perl
# The house style, as far as a program can judge it. Sizes by ctags, shape by
# clang-format 14, the rest by reading.
use strict;
use warnings;
use utf8;
use Encode qw(decode);
use File::Find;
use Test::More;

binmode $_, ':utf8'
	for Test::More->builder->output, Test::More->builder->failure_output;

# The most of everything.
my %most = (function => 60, parameters => 5, source => 500, header => 150,
	columns => 80);
my @folders = grep { -d } qw(include src schema tests bench build-aux man .ci);

# Words of git and of programmers that no screen shows, with their forms.
my $jargon = qr/\b(commit(s|ted|ting)?|push(es|ed|ing)?|pull(s|ed|ing)?|
	merg(e|es|ed|ing)|branch(es)?|remotes?|schemas?|payloads?)\b/xi;
my $head = qr/\bHEAD\b/;

my @file;
find({ no_chdir => 1, wanted => sub {
	push @file, $_ if -f && !-B && !m{/(corpus|golden|vectors)/};
} }, @folders);
@file = sort @file, grep { -f } qw(Makefile README.md CONTRIBUTING.md);
my @c = grep { /\.[ch]$/ } @file;
my @code = grep { m{\.([ch]|def|sql|t|sh|pl|pm)$|Makefile$|^build-aux/\w+$} }
	@file;
my (%text, %lines);
for my $file (@file) {
	open(my $in, '<:raw', $file) or die "$file: $!";
	$text{$file} = decode('UTF-8', do { local $/; <$in> } // '');
	$lines{$file} = [split /\n/, $text{$file}];
}

# clean NAME, FAULTS: one test, and what is wrong where.
sub clean {
	my ($name, @fault) = @_;
	is(join("\n", @fault), '', $name);
}

# Every line of these files that matches, as file:line: what it says.
sub matching {
	my ($pattern, @among) = @_;
	my @found;
	for my $file (@among) {
		my $at = 0;
		for my $line (@{$lines{$file}}) {
			$at++;
			push @found, "$file:$at: $line" if $line =~ $pattern;
		}
	}
	return @found;
}

sub count_parameters {
	my ($list) = @_;
	$list =~ s/^\(|\)$//g;
	return 0 if $list =~ /^\s*(void)?\s*$/;
	1 while $list =~ s/\([^()]*\)//g;
	return 1 + ($list =~ tr/,//);
}

# Widths count characters; a tab goes to the next multiple of 8.
sub count_columns {
	my ($line) = @_;
	my $at = 0;
	$at += $_ eq "\t" ? 8 - $at % 8 : 1 for split //, $line;
	return $at;
}

SKIP: {
	my $format = $ENV{FORMAT} || 'clang-format-14';
	skip "clang-format 14 is not here", 1
		unless `$format --version 2>&1` =~ /version 14\./;
	my %bent;
	for (`$format --dry-run -Werror @c 2>&1`) {
		my ($file, $line) = /^([^:]+):(\d+):\d+: error/ or next;
		push @{$bent{$file}}, $line;
	}
	clean('clang-format has nothing to say (make format)',
		$? != 0 && !%bent ? "$format failed" : (),
		map { "$_: lines @{$bent{$_}}" } sort keys %bent);
}

my (@long, @wide);
open(my $tags, '-|', qw(ctags -f - --languages=C --langmap=C:.c.h
	--kinds-C=f --fields=neS), @c) or die "ctags: $!";
my $functions = 0;
while (<$tags>) {
	my ($name, $file) = split /\t/;
	my ($from) = /\tline:(\d+)/ or next;
	my ($to) = /\tend:(\d+)/ or next;
	my ($list) = /\tsignature:(\(.*\))/;
	my $length = $to - $from + 1;
	my $parameters = count_parameters($list // '');
	$functions++;
	push @long, "$file:$from: $name: $length lines"
		if $length > $most{function};
	# What stands before a call of the C library must look like it.
	push @wide, "$file:$from: $name: $parameters parameters"
		if $parameters > $most{parameters} &&
		$file !~ m{^tests/fault/(shim|preload|oom)/};
}
cmp_ok($functions, '>', 0, 'ctags finds functions');
clean("functions of at most $most{function} lines", @long);
clean("at most $most{parameters} parameters", @wide);

clean('sizes of files', map {
	my $most = /\.h$/ ? $most{header} : $most{source};
	my $size = @{$lines{$_}};
	$size > $most ? "$_: $size lines, at most $most" : ();
} grep { !/Makefile$/ } @code);

clean("lines of at most $most{columns} columns", map {
	my $file = $_;
	my $at = 0;
	map { $at++; count_columns($_) > $most{columns} ? "$file:$at" : () }
		@{$lines{$file}};
} grep { $_ ne 'build-aux/need' } @code);

clean('no white space at ends of lines', matching(qr/[ \t]$/, @code));
clean('files end with one line end', grep {
	$text{$_} ne '' && $text{$_} !~ /[^\n]\n\z/
} @code);

my $later = join '|', 'TO' . 'DO', 'FIX' . 'ME', 'XX' . 'X';
clean('nothing put off', matching(qr/\b($later)\b/, @file));

# Tests wait for what they wait for, never for the clock.
my $nap = 'sle' . 'ep';
clean('no test waits by the clock', matching(
	qr/\b(u|nano|clock_nano)?$nap\s*\(|^\s*$nap\s+[\d.\$"]|
	[;&|]\s*$nap\s+[\d.\$"]|\bselect\s*\(\s*undef\s*,\s*undef/x,
	grep { m{^tests/} } @file));

# Strings marked for people, pieces joined: _("…" "…"), N_(), and others.
my $string = qr/"(?:[^"\\]|\\.)*"/;
my $joined = qr/$string(?:\s*$string)*/;
my @marked;
for my $file (grep { m{^src/.*\.(c|h|def)$} } @file) {
	while ($text{$file} =~ /\b(?:N?_|n?gettext|NP_|P_)\s*\(\s*($joined)
			(?:\s*,\s*($joined))?/gx) {
		my $at = 1 + (substr($text{$file}, 0, $-[0]) =~ tr/\n//);
		push @marked, ["$file:$at", $_] for grep { defined } $1, $2;
	}
}
clean('people read no jargon', map { "$_->[0]: $_->[1]" }
	grep { $_->[1] =~ $jargon || $_->[1] =~ $head } @marked);
done_testing();
