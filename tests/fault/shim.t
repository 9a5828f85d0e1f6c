#!/usr/bin/perl
# The shim sees every call that changes a file below its root: what it notes
# is held against what strace sees of the same run, for git, SQLite and a
# program that writes with libgit2. A child that is started with an
# environment of its own is seen as well.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Temp qw(tempdir);
use Test::More;

my $bin = $ENV{FAULT_BIN} // 'build/fault/tests/fault';
my $cc = $ENV{CC} // 'cc';
plan skip_all => 'strace is not installed'
    if system('strace -V >/dev/null 2>&1');
-e "$bin/shim.so" or BAIL_OUT("no $bin/shim.so");
my $shim = abs_path("$bin/shim.so");

# Numbers of enum wire_op, lib/wire.h.
my @ops = qw(none create write truncate allocate rename link symlink
    unlink mkdir rmdir chmod times fsync range sync);

# System calls, and which operation each is.
my %calls = (
	openat => 'create', open => 'create', creat => 'create',
	write => 'write', pwrite64 => 'write', writev => 'write',
	pwritev => 'write', pwritev2 => 'write', sendfile => 'write',
	copy_file_range => 'write', splice => 'write',
	ftruncate => 'truncate', truncate => 'truncate',
	fallocate => 'allocate',
	rename => 'rename', renameat => 'rename', renameat2 => 'rename',
	link => 'link', linkat => 'link',
	symlink => 'symlink', symlinkat => 'symlink',
	unlink => 'unlink', unlinkat => 'unlink', rmdir => 'rmdir',
	mkdir => 'mkdir', mkdirat => 'mkdir',
	chmod => 'chmod', fchmod => 'chmod', fchmodat => 'chmod',
	utimensat => 'times', utime => 'times', utimes => 'times',
	fsync => 'fsync', fdatasync => 'fsync', msync => 'fsync',
	sync_file_range => 'range', sync => 'sync', syncfs => 'sync',
);

my $dir = abs_path(tempdir(CLEANUP => 1));

# What the shim noted: operation => how often.
sub read_trace {
	my ($path) = @_;
	my %seen;
	open my $in, '<:raw', $path or die "$path: $!";
	while (read($in, my $head, 40) == 40) {
		my ($op, $flags, $mode, $from, $to, $data) =
		    unpack 'L6', $head;
		read $in, my $rest, $from + $to + $data;
		$seen{$ops[$op]}++ if $ops[$op];
	}
	return \%seen;
}

# Descriptors are shown as 7<path>, and AT_FDCWD<path> before a relative name.
sub is_below {
	my ($call, $args, $root) = @_;
	my $below = qr{\Q$root\E(?=[/">])};
	return $args =~ /^\d+<$below/ if $args =~ /^\d+</;
	return $args =~ /^(AT_FDCWD<[^>]*>, )?"$below/ ||
	    $args =~ /^AT_FDCWD<$below[^>]*>, "[^\/]/ ||
	    ($call =~ /rename|link/ && $args =~ /, "$below/);
}

# What strace saw below the root and what went well.
sub read_strace {
	my ($path, $root) = @_;
	my (%seen, %open);
	open my $in, '<', $path or die "$path: $!";
	while (my $line = <$in>) {
		$line =~ s/^(\d+)\s+//;
		my $pid = $1 // 0;
		if ($line =~ /^(.*) <unfinished \.\.\.>$/) {
			$open{$pid} = $1;
			next;
		}
		$line = $open{$pid} . $1
		    if $line =~ /^<\.\.\. \w+ resumed>(.*\n)/;
		my ($call, $args, $result) =
		    $line =~ /^(\w+)\((.*)\)\s+= (-?\d+)/ or next;
		next if $result < 0;
		next unless is_below($call, $args, $root);
		next if $calls{$call} eq 'create' &&
		    $args !~ /O_CREAT|O_TRUNC/ && $call ne 'creat';
		my $op = $calls{$call};
		$op = 'rmdir' if $args =~ /AT_REMOVEDIR/;
		$seen{$op}++;
	}
	return \%seen;
}

# Runs a command with the shim under strace and compares.
sub compare {
	my ($name, $root, @command) = @_;
	my $state = "$dir/state";
	my $trace = "$dir/trace";
	for my $file ($state, $trace) {
		open my $out, '>', $file or die "$file: $!";
	}
	truncate $state, 1 << 20 or die $!;
	my %env = (FAULT_STATE => $state, FAULT_ROOT => $root,
	    FAULT_MODE => 'count', FAULT_AT => 0, FAULT_TRACE => $trace,
	    LD_PRELOAD => $shim);
	my $status = system('strace', '-f', '-y', '-s', '512', '-o',
	    "$dir/strace", '-e', 'trace=' . join(',', sort keys %calls),
	    (map { ('-E', "$_=$env{$_}") } sort keys %env), @command);
	is($status, 0, "$name: runs");
	my $shown = read_trace($trace);
	cmp_ok(scalar keys %$shown, '>', 0, "$name: something is noted");
	is_deeply($shown, read_strace("$dir/strace", $root),
	    "$name: the shim notes what strace sees");
}

$ENV{HOME} = $dir;
$ENV{GIT_CONFIG_NOSYSTEM} = 1;
$ENV{"GIT_${_}_NAME"} = 'a', $ENV{"GIT_${_}_EMAIL"} = 'a@b.c'
    for qw(AUTHOR COMMITTER);

my $git = "$dir/git/r.git";
mkdir "$dir/git" or die $!;
compare('git init', "$dir/git", qw(git init -q --bare), $git);
open my $out, '>', "$dir/text" or die $!;
print $out "words\n" x 100;
close $out;
my $script = <<"END";
set -e
blob=\$(git --git-dir $git -c core.fsync=all hash-object -w $dir/text)
tree=\$(printf '100644 blob %s\\ttext\\n' \$blob |
	git --git-dir $git -c core.fsync=all mktree)
commit=\$(git --git-dir $git -c core.fsync=all commit-tree -m m \$tree)
git --git-dir $git -c core.fsync=all update-ref refs/heads/journal \$commit
env -i PATH="\$PATH" git --git-dir $git -c core.fsync=all \\
	update-ref refs/heads/other \$commit
git --git-dir $git -c core.fsync=all bundle create -q \\
	$dir/git/b refs/heads/journal
git --git-dir $git -c core.fsync=all pack-refs --all
git --git-dir $git -c core.fsync=all repack -q -a -d
git --git-dir $git -c core.fsync=all -c fetch.fsckObjects=true \\
	-c fetch.unpackLimit=1 fetch -q --no-tags --no-write-fetch-head \\
	--no-auto-maintenance -- $dir/git/b \\
	+refs/heads/journal:refs/remotes/r/journal
END
compare('git', "$dir/git", 'sh', '-c', $script);

mkdir "$dir/victim" or die $!;
my @parts = map { "tests/fault/victim/$_.c" } qw(main files journal);
for my $kind (qw(files git)) {
	my $home = "$dir/victim/$kind";
	my $victim = "$dir/victim-$kind";
	my @libs = $kind eq 'git' ? qw(-lgit2) : ();
	is(system($cc, qw(-std=c11 -O1 -D_XOPEN_SOURCE=700
	    -D_DEFAULT_SOURCE -o), $victim, @parts,
	    "tests/fault/victim/history_$kind.c", '-lsqlite3', @libs), 0,
	    "victim with $kind is built");
	compare("new, $kind", "$dir/victim", $victim, '--home', $home, 'new',
	    'A title');
	compare("save, $kind", "$dir/victim", $victim, '--home', $home,
	    'reflect', '-m', 'words');
	compare("rebuild, $kind", "$dir/victim", $victim, '--home', $home,
	    'rebuild');
}
done_testing();
