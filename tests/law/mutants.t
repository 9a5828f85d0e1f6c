#!/usr/bin/perl
# Laws that never fail prove nothing: each mistake of the file MUTANTS must
# make its test, a law or a unit test, fail. One source is compiled with the
# mistake and linked in front of the library, whose own object then stays out.
use strict;
use warnings;
use Test::More;

my $build = $ENV{BUILD} // 'build/debug';
my $laws = 3000;
my $place = "$build/tests/law/mutants";

my @rows;
open(my $in, '<', 'tests/law/MUTANTS') or die "MUTANTS: $!";
while (<$in>) {
	next if /^#/;
	/^(\d+) \| (\w+) \| (\w+) \| (.+)$/ or die "MUTANTS, line $.: $_";
	push @rows, [$1, $2, $3, $4];
}
close $in;

# Every mistake in the sources is on the list, and the reverse.
my %there;
for my $file (glob 'src/model/*.c') {
	my ($name) = $file =~ m{(\w+)\.c$};
	open(my $source, '<', $file) or die "$file: $!";
	while (<$source>) {
		$there{"$1 $name"} = 1 if /\bMUTANT [!=]= (\d+)/;
	}
}
is_deeply([sort keys %there], [sort map { "$_->[0] $_->[1]" } @rows],
	'sources and MUTANTS name the same mistakes');

open(my $flags, '<', "$build/flags") or BAIL_OUT("$build is not built");
chomp(my $compile = join '', <$flags>);
$compile =~ s/-DMUTANT=0\b// or BAIL_OUT('flags without MUTANT');
chomp(my $libs = `pkg-config --libs sqlite3 libgit2 libsodium libutf8proc \\
	md4c jansson cmocka vterm`);
mkdir $place;

sub run { return system('sh', '-c', shift) == 0 }

for my $row (@rows) {
	my ($mutant, $source, $test, $mistake) = @$row;
	my $base = "$place/$mutant";
	my $kind = -e "tests/law/$test.c" ? 'law' : 'unit';
	my $linked = run("$compile -DMUTANT=$mutant -Ibuild/include/model " .
		"-c -o $base.o src/model/$source.c && " .
		"\${CC:-cc} -o $base $build/tests/$kind/$test.o $base.o " .
		"$build/support.a $build/libwithus.a -Wl,--as-needed $libs");
	ok($linked, "mistake $mutant is built") or next;
	ok(!run("LAWS=$laws $base >$base.log 2>&1"),
		"$test finds mistake $mutant: $mistake");
	# By a law, or by a demand, not by falling over.
	open(my $log, '<', "$base.log") or die "$base.log: $!";
	my $found = $kind eq 'law' ?
		qr/: (layout \d, )?seed \d/ : qr/\.c:\d+: error: Failure/;
	like(join('', <$log>), $found, 'and says where');
}
done_testing();
