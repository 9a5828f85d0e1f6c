# What the scripts of this folder share: running its programs and reading the
# line of figures that each ends with.
package Harness;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use Test::More;
use Time::HiRes qw(time);

our @EXPORT_OK = qw(bin program scenarios run_tool judge_tool add_up);

# Where the programs are.
sub bin {
	my $bin = $ENV{FAULT_BIN} // 'build/fault/tests/fault';
	-x "$bin/sweep" && -e "$bin/shim.so" && -e "$bin/oom.so"
	    or BAIL_OUT("the fault harness is not built in $bin");
	return $bin;
}

# The program on trial.
sub program {
	my $program = $ENV{WITHUS} || 'build/fault/withus';
	-x $program or BAIL_OUT("there is no $program");
	return $program;
}

sub scenarios {
	return map { /^(\S+)\t/ ? $1 : () } @{ run_tool('/bin/true', 'sweep',
		'--list')->{lines} };
}

# Runs one of them on a program. Gives its exit status, its lines and its
# figures: "cases", "seconds", and one for each verdict ("lost" …).
sub run_tool {
	my ($program, $tool, @args) = @_;
	local $ENV{WITHUS} = $program;
	my $begun = time;
	open my $out, '-|', bin() . "/$tool", @args or die "$tool: $!";
	my @lines = <$out>;
	close $out;
	my $exit = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	my %figures = (exit => $exit, lines => \@lines,
	    seconds => time - $begun);
	my ($last) = grep { /^# [\w ]+: \d+ \w+ \(.*a second$/ } @lines;
	return \%figures unless $last;
	($figures{cases}) = $last =~ /: (\d+) \w+ \(/;
	($figures{different}) = $last =~ /\((\d+) different\)/;
	$figures{$2} = $1 while $last =~ /, (\d+) (\w+)/g;
	return \%figures;
}

sub with_commas {
	my $text = reverse shift;
	$text =~ s/(\d{3})(?=\d)/$1,/g;
	return scalar reverse $text;
}

# One line of figures over several runs, as a comment that prove shows.
# Gives the number of cases.
sub add_up {
	my ($of, @found) = @_;
	my %sum;
	for my $one (@found) {
		$sum{$_} += $one->{$_} // 0 for qw(cases different seconds
		    lost between broken history hung crashed silent);
	}
	my $unrecoverable = $sum{broken} + $sum{history} + $sum{hung};
	my $different = $sum{different} ?
	    ' (' . with_commas($sum{different}) . ' different)' : '';
	diag(sprintf '%s %s%s, %d lost, %d between, %d unrecoverable, '
	    . '%d crashed, %d silent, %.0f s', with_commas($sum{cases}), $of,
	    $different, $sum{lost}, $sum{between}, $unrecoverable,
	    $sum{crashed}, $sum{silent}, $sum{seconds});
	return $sum{cases};
}

# Runs one, prints what it found, and demands that all of it is fine.
sub judge_tool {
	my ($name, $program, $tool, @args) = @_;
	my $found = run_tool($program, $tool, @args);
	my $print = $found->{exit} ? \&diag : \&note;
	$print->($_) for map { s/^# |\n//gr } @{ $found->{lines} };
	is(defined $found->{cases} ? $found->{exit} : 'no figures', 0, $name);
	return $found;
}

1;
