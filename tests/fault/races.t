#!/usr/bin/perl
# Four processes save in one home and are killed at random: whatever was
# acknowledged is there, once, and in the history.
use strict;
use warnings;
use lib 'tests/fault/lib';
use Harness qw(bin program judge_tool add_up);
use Test::More;

my $all = ($ENV{FAULTS} // 'quick') ne 'quick';
my $program = program();
bin();

my $found = judge_tool('races', $program, 'races', '--jobs', 4, '--rounds',
    $all ? 40 : 3, '--saves', $all ? 30 : 12, '--seed',
    $ENV{FAULTS_SEED} // 1);
cmp_ok(add_up('saves (races)', $found), '>', 0, 'something was saved');
done_testing();
