#!/usr/bin/perl
# Every header stands by itself: compiled twice in a row with nothing before
# it, under the flags of the debug flavour and what its layer may see. Public
# headers see each other alone.
use strict;
use warnings;
use Test::More;

open(my $in, '<', 'build/debug/flags') or BAIL_OUT('no build');
chomp(my $compile = join '', <$in>);

sub complaint {
	my ($view, $include) = @_;
	my $source = "#include $include\\n#include $include\\nextern int end;";
	return `printf '$source\\n' | $compile -Werror $view \\
		-fsyntax-only -x c - 2>&1`;
}

my @public = sort map { s{^include/}{}r } glob 'include/withus/*.h';
my @layer = sort map { s{^src/}{}r } glob 'src/*/*.h src/*/*/*.h';
for my $header (@public) {
	is(complaint('-Iinclude', "<$header>"), '', $header);
}
for my $header (@layer) {
	my ($layer) = $header =~ m{^(\w+)};
	is(complaint("-Ibuild/include/$layer", "\"$header\""), '', $header);
}
done_testing(@public + @layer);
