#!/usr/bin/perl
# A harness that finds nothing proves nothing: each mistake of the file
# MUTANTS, compiled into the real store, must be found. MUTANTS=1,5 takes
# those alone; without it this runs where FAULTS is all or every.
use strict;
use warnings;
use lib 'tests/fault/lib';
use Harness qw(bin run_tool);
use Test::More;

plan skip_all => 'builds the program many times: FAULTS=all'
    if ($ENV{FAULTS} // 'quick') eq 'quick' && !$ENV{MUTANTS};
bin();
my %wanted = map { $_ => 1 } split /,/, $ENV{MUTANTS} // '';

my @rows;
open my $in, '<', 'tests/fault/MUTANTS' or die "MUTANTS: $!";
while (<$in>) {
	next if /^#/;
	/^\s*(\d+) \| (.*?) \| (.*)$/ or die "MUTANTS, line $.: $_";
	push @rows, [$1, $2, $3] if !%wanted || $wanted{$1};
}
cmp_ok(scalar @rows, '>=', %wanted ? 1 : 10, 'there are enough mistakes');

my $found_all = 0;
for my $row (@rows) {
	my ($mutant, $line, $words) = @$row;
	my $program = "build/mutant-$mutant/withus";
	my $is_built = !system("make -s FLAVOUR=fault MUTANT=$mutant $program"
	    . ' >/dev/null');
	ok($is_built, "mistake $mutant is built") or next;
	my $found = run_tool($program, split(' ', $line), '--stop', '--deep',
	    1);
	note($_) for map { s/^# |\n//gr } @{ $found->{lines} };
	is($found->{exit}, 1, "mistake $mutant is found: $words")
	    and $found_all++;
}
diag(sprintf '%d of %d mistakes found', $found_all, scalar @rows);
done_testing();
