#!/usr/bin/perl
# Runs every fuzz target for FUZZ_SECONDS (60) from its kept corpus,
# tests/fuzz/corpus/NAME/, with the words of NAME.dict where there is one.
# What is found on the way stays in build/fuzz/found/NAME/; an input that
# breaks the program is printed and kept in build/fuzz/broken/. FUZZ_SEED,
# where set, makes a run repeatable.
use strict;
use warnings;
use File::Path qw(make_path);
use Test::More;

my $seconds = $ENV{FUZZ_SECONDS} // 60;
my $seed = $ENV{FUZZ_SEED} // 0;
my @sources = sort glob 'tests/fuzz/*.c';

make_path('build/fuzz/broken');
for my $source (@sources) {
	my ($name) = $source =~ m{([^/]+)\.c$};
	my $found = "build/fuzz/found/$name";
	my $kept = "tests/fuzz/corpus/$name";
	my $words = "tests/fuzz/$name.dict";
	my @command = ("build/fuzz/tests/fuzz/$name",
		"-max_total_time=$seconds", "-seed=$seed", '-timeout=10',
		'-rss_limit_mb=2048', '-print_final_stats=1',
		"-artifact_prefix=build/fuzz/broken/$name-",
		(-e $words ? "-dict=$words" : ()),
		$found, (-d $kept ? $kept : ()));

	make_path($found);
	my $pid = open(my $out, '-|') // die "fork: $!";
	if ($pid == 0) {
		open STDERR, '>&', \*STDOUT;
		exec @command;
		die "$command[0]: $!";
	}
	my @lines = <$out>;
	close $out;
	my ($runs) = join('', @lines) =~ /number_of_executed_units:\s+(\d+)/;
	$runs //= 0;
	ok($? == 0 && $runs > 0, "$name: $runs inputs")
		or diag(@lines > 60 ? @lines[-60 .. -1] : @lines);
}
done_testing(scalar @sources);
