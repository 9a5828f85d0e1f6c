#!/usr/bin/perl
# The list of calls that sweeps make fail (tests/support/sweep.def), held
# against what the objects of the layers below core call: each foreign name is
# in the list, or among those that cannot fail or whose answer is not asked.
use strict;
use warnings;
use Test::More;

my $build = 'build/debug';

# What these say is looked at nowhere, or they only look, parse or let go.
my %sure = map { $_ => 1 } qw(
	sqlite3_bind_blob64 sqlite3_bind_int64 sqlite3_bind_parameter_count
	sqlite3_bind_text sqlite3_busy_handler sqlite3_changes
	sqlite3_clear_bindings sqlite3_close sqlite3_column_blob
	sqlite3_column_bytes sqlite3_column_double sqlite3_column_int64
	sqlite3_column_text sqlite3_column_type
	sqlite3_db_config sqlite3_db_readonly sqlite3_errmsg sqlite3_finalize
	sqlite3_get_autocommit sqlite3_last_insert_rowid sqlite3_libversion
	sqlite3_limit sqlite3_reset sqlite3_sleep sqlite3_stmt_busy
	sqlite3_system_errno
	git_commit_author git_commit_free git_commit_id git_commit_message_raw
	git_commit_parent_id git_commit_parentcount git_commit_time
	git_diff_options_init git_error_clear git_error_last
	git_error_set_str git_libgit2_opts git_libgit2_shutdown git_odb_exists
	git_odb_exists_ext git_odb_free git_odb_object_data
	git_odb_object_free git_odb_object_size git_odb_object_type
	git_object_type2string git_odb_backend_data_free
	git_oid_cmp git_oid_equal git_oid_fromstr git_oid_fromstrn git_oid_tostr
	git_reference_free git_repository_free
	git_tree_entry_byindex git_tree_entry_byname
	git_tree_entry_filemode_raw git_tree_entry_id git_tree_entry_name
	git_tree_entrycount git_tree_free);

open(my $list, '<', 'tests/support/sweep.def') or die "sweep.def: $!";
my %fails = map { /^X\((\w+),/ ? ($1 => 1) : () } <$list>;
close($list);

my @object = glob("$build/src/store/*.o $build/src/repo/*.o");
cmp_ok(scalar @object, '>', 0, "objects in $build") or BAIL_OUT('no build');
open(my $nm, '-|', 'nm', '-u', @object) or die "nm: $!";
my %called = map { /^\s+U ((?:sqlite3|git)_\w+)/ ? ($1 => 1) : () } <$nm>;
close($nm) or die 'nm';

is_deeply([ sort grep { !$fails{$_} && !$sure{$_} } keys %called ], [],
	'every foreign call can be made to fail, or cannot fail');
is_deeply([ sort grep { /^(sqlite3|git)_/ && !$called{$_} } keys %fails ], [],
	'nothing is listed that is not called');
is_deeply([ sort grep { !$called{$_} } keys %sure ], [],
	'nor called sure that is not called');
done_testing();
