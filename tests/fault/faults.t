#!/usr/bin/perl
# Every call that changes a file fails in every way, memory runs out, the
# power goes, bits turn over: nothing that was acknowledged is ever lost, and
# the program always recovers.
#
# FAULTS=quick takes about three minutes, FAULTS=all what the numbers below
# demand, FAULTS=every each point there is (hours). What is left out is left
# out fairly, in an order that FAULTS_SEED (1) decides.
use strict;
use warnings;
use lib 'tests/fault/lib';
use Harness qw(bin program scenarios judge_tool add_up);
use Test::More;

my $amount = $ENV{FAULTS} // 'quick';
my @seed = ('--seed', $ENV{FAULTS_SEED} // 1);
my $program = program();
# Those with the most to give come last, and make up for the others.
my %large = (union => 1, kinds => 2, jrnl => 3, adr => 4);
my @scenarios = sort { ($large{$a} // 0) <=> ($large{$b} // 0) } scenarios();
bin();

# Seconds for all scenarios together in a quick run, and cases in a whole one.
# A scenario that needs less than its share leaves more to those after it.
my %seconds = (sweep => 70, memory => 15, replay => 45, double => 30,
    flips => 20);
my %cases = (sweep => 10_000, memory => 5_000, replay => 20_000,
    double => 2_000, flips => 2_000);

sub judge {
	my ($kind, $of, $tool, $names, @args) = @_;
	my ($left, $time, @found) = ($cases{$kind}, $seconds{$kind});
	for my $i (0 .. $#$names) {
		my $share = int($left / (@$names - $i)) + 1;
		my $part = int($time / (@$names - $i) + 0.5);
		my @limit = $amount eq 'every' ? () :
		    $amount eq 'all' ? ($kind eq 'double' ? '--double' :
			'--points', $share) :
		    ('--seconds', $part > 0 ? $part : 1);
		push @found, judge_tool("$kind: $names->[$i]", $program,
		    $tool, '--scenario', $names->[$i], @seed, @args, @limit);
		$left -= $found[-1]{cases} // 0;
		$time -= $found[-1]{seconds};
	}
	my $cases = add_up("$of ($kind)", @found);
	cmp_ok($cases, '>=', $cases{$kind}, "$kind: enough $of")
	    if $amount ne 'quick';
	return;
}

judge('sweep', 'points', 'sweep', \@scenarios);
judge('memory', 'allocations', 'sweep', [qw(first save jrnl)], '--modes',
    'oom');
judge('replay', 'states', 'replay', \@scenarios);
judge('double', 'cases', 'sweep', \@scenarios, '--double', 200);
judge('flips', 'bits', 'flips', [qw(save pack decision)],
    '--points', 2_000);
done_testing();
