#!/usr/bin/perl
# Each layer keeps to its own: foreign libraries, and what the house allows
# some layers alone (printing, ending the process), are asked of the objects
# that the compiler made; includes, a second line, of the sources.
use strict;
use warnings;
use File::Find;
use Test::More;

my $objects = 'build/debug/src';
my @linked; # libraries of build/debug/withus

# A library by the start of its file's name, or what names match; and the
# objects that may use it.
my @foreign = (
	{ library => 'libsqlite3', home => qr{^store/} },
	{ library => 'libgit2', home => qr{^repo/} },
	{ library => 'libz', home => qr{^repo/} },
	{ library => 'libsodium',
	    home => qr{^(vault/|base/(hash|random)\.o)} },
	{ library => 'libutf8proc', home => qr{^base/utf8\.o} },
	{ library => 'libmd4c', home => qr{^base/(?:markdown|outline)\.o} },
	{ library => 'libjansson', home => qr{^base/json\.o} },
	{ library => 'libncursesw', home => qr{^ui/term\.o} },
	{ library => 'libtinfo', home => qr{^ui/term\.o} },
	{ what => 'translation', home => qr{^say/}, match =>
	    qr/^(libintl_)?(d?c?n?gettext|(bind_?)?textdomain.*)$/ },
	{ what => 'printing', home => qr{^(cli/|main\.o)},
	    match => qr/^(v?printf|puts|putchar|perror|stdout)$/ },
	{ what => 'ending the process', home => qr{^(cli/|main\.o)},
	    match => qr/^exit$/ },
);

# The model is pure: no file, clock, environment, locale or screen.
my $impure = qr/^(
	f?open(at|64)? | creat | f?(read|write) | p(read|write) | unlink |
	rename | mkdir | opendir | l?f?stat(at)? | access | fork | exec.* |
	time | clock(_gettime)? | gettimeofday | (local|gm|mk)time(_r)? |
	(secure_)?getenv | setlocale | newlocale | localeconv | nl_langinfo |
	strcoll | strxfrm | strn?casecmp | strftime | to(upper|lower) |
	__ctype_.*_loc | isw.* | tow.* | mb.*towcs? | wcs?.*tomb | wcs?width |
	(s?random?|rand_r|getrandom|getentropy) | stdin | stdout | stderr |
	v?f?printf | f?puts | f?putc | putchar | isatty | ioctl
)$/x;

# Foreign headers, and the sources that may include them.
my %header = (
	'sqlite3.h' => qr{^store/}, 'sodium.h' =>
	    qr{^(vault/|base/(hash|random)\.c)},
	'utf8proc.h' => qr{^base/utf8\.c},
	'md4c.h' => qr{^base/(?:markdown|outline)\.c},
	'jansson.h' => qr{^base/json\.c}, 'libintl.h' => qr{^say/},
	'curses.h' => qr{^ui/term\.c}, 'ncurses.h' => qr{^ui/term\.c},
	'term.h' => qr{^ui/term\.c}, 'git2.h' => qr{^repo/},
	'zlib.h' => qr{^repo/(loose|pack_print)\.c},
);

sub files {
	my ($top, $name) = @_;
	my @found;
	find({ no_chdir => 1, wanted => sub {
		push @found, $File::Find::name if /$name/ && -f
	} }, $top);
	return sort @found;
}

# symbols FLAG: [object below src/, name] for every name that nm lists.
sub symbols {
	my ($flag, @object) = @_;
	open(my $nm, '-|', 'nm', '-A', '-P', $flag, @object) or die "nm: $!";
	my @all = map { m{^\Q$objects\E/(\S+):\s+(\S+)} ? [$1, $2] : () } <$nm>;
	close $nm or die "nm failed";
	return @all;
}

# exports LIBRARY: what it offers, if it is linked at all; if it is not,
# nothing can use it.
sub exports {
	my ($name) = @_;
	my ($file) = grep { m{/\Q$name\E\b} } @linked or return ();
	my %names = map { /\s[TDBRVWi]\s(\w+)/ ? ($1 => 1) : () }
		`nm -D --defined-only $file`;
	die "nothing in $file" unless %names;
	return %names;
}

# An object counts while its source is there: leftovers do not.
my @object = grep { my $c = $_; $c =~ s{^build/debug/(.*)\.o$}{$1.c}; -f $c }
	files($objects, qr/\.o$/);
cmp_ok(scalar @object, '>', 0, "objects in $objects") or BAIL_OUT('no build');

my %ours = map { $_->[1] => 1 } symbols('--defined-only', @object);
my @wanted = grep { !$ours{$_->[1]} } symbols('-u', @object);
# What the screen needs is not in the program yet, but in a test of it.
@linked = map { m{=> (/\S+)} ? $1 : () }
	`ldd build/debug/withus build/debug/tests/ui/screen`;
cmp_ok(scalar @linked, '>', 0, 'libraries of build/debug/withus');
cmp_ok(scalar(grep { m{/libncursesw} } @linked), '>', 0, 'curses too');
for my $rule (@foreign) {
	my %of = $rule->{library} ? exports($rule->{library}) : ();
	my @bad = grep { $_->[0] !~ $rule->{home} && ($rule->{match} ?
		$_->[1] =~ $rule->{match} : $of{$_->[1]}) } @wanted;
	is(join("\n", map { "$_->[0] uses $_->[1]" } @bad), '',
		($rule->{library} // $rule->{what}) . ' stays at home');
}
is(join("\n", map { "$_->[0] uses $_->[1]" }
	grep { $_->[0] =~ m{^model/} && $_->[1] =~ $impure } @wanted), '',
	'the model is pure');

my @bad;
for my $file (files('src', qr/\.[ch]$/)) {
	(my $place = $file) =~ s{^src/}{};
	my ($layer) = $place =~ m{^(\w+)};
	my $view = "build/include/$layer";
	open(my $in, '<', $file) or die "$file: $!";
	while (<$in>) {
		my ($form, $name) = /^\s*#\s*include\s*([<"])([^>"]+)/ or next;
		my $home = $header{$name =~ m{^git2/} ? 'git2.h' : $name};
		my $fits = $form eq '"' || $name =~ m{^withus/} ?
			$name !~ /\.\./ && -e "$view/$name" :
			!$home || $place =~ $home;
		push @bad, "$file:$.: $name" unless $fits;
	}
}
is(join("\n", @bad), '', 'includes keep to what their layers may see');
done_testing();
