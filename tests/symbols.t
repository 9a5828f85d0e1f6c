#!/usr/bin/perl
# What the release's objects may not hold: variables that change, and names
# that a library has too, which would then call ours, but for the lists below;
# and the doors that tests use.
use strict;
use warnings;
use File::Find;
use Test::More;

# Every variable that may change, object and name, with the reason.
my %may_change = (
	'base/err.o last' => 'the last fault',
	'base/mem.o on_exhaustion' => 'who leaves the terminal clean',
	'cli/out.o out' => 'how this process shows things',
	'ui/screen.o current' => 'whose pipe a signal is written into',
);

# Names that stand in for a library's: its start of a network that is not
# used (src/repo/start.c).
my %stands_in = map { $_ => 1 } qw(libssh2_init mbedtls_x509_crt_parse_file
	mbedtls_x509_crt_parse_path);

my $release = 'build/release';
my @object;
find({ no_chdir => 1, wanted => sub {
	return unless m{^\Q$release\E/(.*)\.o$} && -f "$1.c";
	push @object, $_;
} }, "$release/src");
@object = sort @object;
cmp_ok(scalar @object, '>', 0, "objects in $release") or BAIL_OUT('no build');

# Columns of nm: name, value, class, type, size, line, section.
my (%changing, %ours);
open(my $nm, '-|', 'nm', '-A', '-f', 'sysv', '--defined-only', @object)
	or die "nm: $!";
while (<$nm>) {
	my ($left, $value, $class, $type, $size, $line, $section) =
		map { s/^\s+|\s+$//gr } split /\|/;
	next unless defined $section;
	my ($file, $name) = $left =~ m{^\Q$release\E/src/(\S+):(\S+)$} or next;
	$ours{$name} = $file if $class =~ /^[A-Z]$/;
	$name =~ s/\.\d+$//;
	$changing{"$file $name"} = 1 if $section =~
		/^(\.t?bss|\.t?data($|\.rel$|\.rel\.local$)|\*COM\*)/ &&
		$type =~ /OBJECT|TLS/;
}
close $nm or die 'nm failed';
is(join("\n", grep { !$may_change{$_} } sort keys %changing), '',
	'no variable changes but those on the list');
is(join("\n", grep { !$changing{$_} } sort keys %may_change), '',
	'all on the list are still there');

my %theirs;
for my $library (map { m{=> (/\S+)} ? $1 : () } `ldd $release/withus`) {
	for (`nm -D --defined-only $library`) {
		$theirs{$1} = $library if / [TDBRVW] (\w+)/;
	}
}
cmp_ok(scalar keys %theirs, '>', 1000, 'names in libraries');
is(join("\n", map { "$ours{$_}: $_ is in $theirs{$_}" }
	grep { $theirs{$_} && !$stands_in{$_} } sort keys %ours), '',
	'no name of ours is a library\'s');

# They do so where libraries can see them, and only there.
my %seen = map { / T (\w+)/ ? ($1 => 1) : () }
	`nm -D --defined-only $release/withus`;
is(join("\n", grep { $theirs{$_} && !$seen{$_} } sort keys %stands_in), '',
	'what stands in for a library\'s name is seen by it');

open(my $in, '<:raw', "$release/withus") or die "$release/withus: $!";
my $program = do { local $/; <$in> };
is(join("\n", $program =~ /(WITHUS_TEST_\w*)/g), '',
	'no door for tests in what is installed');
done_testing();
