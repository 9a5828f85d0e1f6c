#!/usr/bin/perl
# The harness on trial: in a program that does everything right (the victim)
# it must find nothing, and each of the victim's mistakes it must find.
use strict;
use warnings;
use lib 'tests/fault/lib';
use Cwd qw(abs_path);
use File::Temp qw(tempdir);
use Harness qw(bin run_tool judge_tool);
use Test::More;

my $dir = abs_path(tempdir(CLEANUP => 1));
my $cc = $ENV{CC} // 'cc';
bin();

# The victim, its history kept in plain files or by libgit2.
sub build_victim {
	my ($history, $mutant) = @_;
	my $program = "$dir/victim-$history-$mutant";
	system($cc, qw(-std=c11 -O1 -w -D_XOPEN_SOURCE=700),
	    qw(-D_DEFAULT_SOURCE -U_FORTIFY_SOURCE), "-DMUTANT=$mutant", '-o',
	    $program,
	    (map { "tests/fault/victim/$_.c" } qw(main files journal),
		    "history_$history"),
	    '-lsqlite3', $history eq 'git' ? '-lgit2' : ()) == 0
	    or BAIL_OUT("the victim ($history, $mutant) cannot be built");
	return $program;
}

my %right = map { $_ => build_victim($_, 0) } qw(files git);
my @scenarios = map { ('--scenario', $_) } qw(first save jrnl rebuild);

# Nothing where nothing is.
my $is_quick = ($ENV{FAULTS} // 'quick') eq 'quick';
my ($many, $some, $seconds) = $is_quick ? (60, 16, 8) : (600, 150, 60);
judge_tool('sweep, files', $right{files}, 'sweep', @scenarios, '--points',
    $many);
judge_tool('sweep, git', $right{git}, 'sweep', @scenarios, '--points', $some);
judge_tool('no memory, files', $right{files}, 'sweep', '--modes', 'oom',
    '--scenario', 'save', '--points', $many);
judge_tool('double, git', $right{git}, 'sweep', qw(--scenario first),
    qw(--scenario save --double), $some);
judge_tool('power loss, files', $right{files}, 'replay', @scenarios,
    '--seconds', $seconds);
judge_tool('power loss, git', $right{git}, 'replay', @scenarios,
    '--seconds', $seconds);
judge_tool('flips, files', $right{files}, 'flips', '--points', 3 * $many);
judge_tool('races, git', $right{git}, 'races', qw(--jobs 4 --rounds), 2);

# number, kind of history, tool with options, verdicts that are right
my @mistakes = (
	[1, 'git', 'sweep --scenario save', 'broken|history'],
	[2, 'git', 'sweep --scenario save', 'broken'],
	[3, 'files', 'sweep --scenario save', 'lost'],
	[4, 'git', 'sweep --scenario first', 'broken'],
	[5, 'git', 'sweep --scenario save', 'history'],
	[6, 'files', 'sweep --scenario save', 'broken|between'],
	[7, 'files', 'replay --scenario save', 'broken'],
	[7, 'git', 'replay --scenario save', 'broken'],
	[8, 'files', 'replay --scenario save --scenario first',
	    'broken|lost'],
	[9, 'files', 'replay --scenario first', 'lost'],
	[10, 'git', 'sweep --scenario save', 'broken|history'],
	[11, 'files', 'flips --points 200', 'silent'],
	[12, 'files', 'sweep --scenario jrnl', 'between|broken'],
	[13, 'files', 'sweep --scenario save --modes oom', 'crashed'],
	[14, 'files', 'sweep --scenario save --modes eio-once,full-ever',
	    'broken'],
	[15, 'files', 'sweep --scenario save --modes short', 'broken'],
	[16, 'files', 'sweep --scenario save --patience 2', 'hung'],
);
for my $row (@mistakes) {
	my ($mutant, $history, $line, $right) = @$row;
	my $program = build_victim($history, $mutant);
	my $found = run_tool($program, split(' ', $line), '--stop', '--deep',
	    1);
	my ($bad) = grep { /^# bad: / } @{ $found->{lines} };
	note(($bad // "nothing found: @{ $found->{lines} }") =~ s/^# //r);
	is($found->{exit}, 1, "mistake $mutant, $history: found");
	like($bad // '', qr/^# bad: \S+ ($right): /,
	    "mistake $mutant, $history: called by its name");
	next if $is_quick && $mutant % 5 != 2 || $line =~ /^flips/;
	# A bad case can be had again by its name.
	my ($name) = ($bad // '') =~ /^# bad: (\S+): /;
	my $again = run_tool($program, split(' ', $line), '--deep', 1,
	    '--only', $name // 'none');
	is($again->{exit}, 1, "mistake $mutant, $history: found again");
}

# It does not call right what it could not try.
is(run_tool('/bin/false', qw(sweep --scenario save))->{exit}, 2,
    'a program that does nothing is not judged');
is(run_tool('/bin/true', qw(replay --scenario save))->{exit}, 2,
    'nor one that says nothing');
done_testing();
