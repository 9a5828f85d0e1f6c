# withus: how it is built, checked and installed. GNU make 4.3 or newer.
#
# One makefile, no recursion into folders. What it knows:
#
#   layer    a folder of src/; compiled with a view of its own, a folder of
#            links in build/include/<layer>/ that holds what the layer may
#            include and nothing else, so that a wrong include cannot build
#   flavour  one way to compile everything, in build/<flavour>/:
#              release  what people install      debug  what tests run
#              asan     finds misuse of memory   fault  calls can be made to
#              cover    counts what tests reach         fail one by one
#              fuzz     random input             older  a release that
#                                                       knows half the kinds
#   program  every tests/{unit,law,ui,fuzz,fault}/X.c and bench/X.c is one,
#            linked with the library and tests/support/*.c. Words in a first
#            line /* link: -Wl,--wrap=fsync */ join its link line
#
# An object is build/<flavour>/<path of its source>.o; a test program has
# the path of its source too. Results of a flavour follow its flags: change
# them, or the version, and what depends on them is built again.
#
# Yours to set: CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR; V=1 shows commands;
# WERROR= lets warnings of a newer compiler pass in checks.

VERSION = 0.1.0

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
DOCDIR = $(PREFIX)/share/doc/withus
SCHEMADIR = $(PREFIX)/share/withus/schema

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -r -j2
endif

# ------------------------------------------------------------ layers, views

LIBRARY = base model vault store repo core say page publish
FACE    = cli ui

ERR    = withus/err.h withus/err.def
MODEL  = $(ERR) withus/kind.h withus/record.h withus/query.h withus/asking.h \
	withus/template.h

# layer        may include: folders of src/, files or all of include/withus/
may.base     = base $(ERR)
may.model    = base model $(MODEL)
may.vault    = base vault $(ERR)
may.store    = base model store $(MODEL)
may.repo     = base repo $(ERR)
may.core     = base model vault store repo core withus
may.say      = base say withus
may.page     = base say page withus
may.publish  = base page publish withus
may.cli      = base say page cli withus
may.ui       = base say page ui withus
may.main     = cli ui withus

LAYERS = $(LIBRARY) $(FACE) main
where  = $(wildcard $(if $(filter withus%,$1),include,src)/$1)

define view_link
VIEWS += build/include/$1/$2
build/include/$1/$2:
	@mkdir -p $$(@D) && ln -sfn '$$(CURDIR)/$(call where,$2)' $$@
endef
$(foreach l,$(LAYERS),$(foreach m,$(may.$l),$(if $(call where,$m),\
	$(eval $(call view_link,$l,$m)))))

# view SOURCE: the include paths of a source by the folder that it lies in.
parts = $(subst /, ,$(basename $1))
view  = $(view.$(word 1,$(parts)))
view.src   = -Ibuild/include/$(word 2,$(parts))
view.tests = -Isrc -Iinclude -Itests
view.bench = $(view.tests)

# ------------------------------------------------------------ sources

c_of   = $(sort $(foreach d,$1,$(wildcard $d/*.c $d/*/*.c)))
SOURCE.lib     := $(call c_of,$(LIBRARY:%=src/%))
SOURCE.face    := $(call c_of,$(FACE:%=src/%))
SOURCE.main    := $(wildcard src/main.c)
SOURCE.support := $(wildcard tests/support/*.c)
SOURCE.unit    := $(wildcard tests/unit/*.c)
SOURCE.law     := $(wildcard tests/law/*.c)
SOURCE.ui      := $(wildcard tests/ui/*.c)
SOURCE.fuzz    := $(wildcard tests/fuzz/*.c)
SOURCE.fault   := $(wildcard tests/fault/*.c tests/fault/*/main.c)
SOURCE.harness := $(wildcard tests/fault/lib/*.c)
SOURCE.victim  := $(filter-out %/main.c,$(wildcard tests/fault/victim/*.c))
SOURCE.bench   := $(wildcard bench/*.c)
PRODUCT := $(SOURCE.lib) $(SOURCE.face) $(SOURCE.main)
TESTS   := $(foreach s,support unit law ui fuzz fault harness victim bench,\
	$(SOURCE.$s))
SHAPED  := $(wildcard include/withus/*.h bench/*.c src/*.c $(foreach d,\
	src/* src/*/* tests/* tests/*/*,$d/*.[ch]))
SQL     := $(wildcard schema/*.sql)
TEXTS   := $(wildcard src/core/sample/*.txt)
SHELLS  := $(wildcard src/cli/completion/withus.*)

# ------------------------------------------------------------ tools

# Debian's LLVM tools have versioned names alone. Each is looked for once,
# when it is first wanted; so are the libraries.
once = $(eval $1 := $2)$($1)
tool = $(or $(shell command -v $1-14 || command -v $1),$1-14)
libs = $(or $(shell pkg-config --libs $1),$(error A library is missing: \
	"build-aux/need $2" installs what withus needs))

CLANG    = $(call once,CLANG,$(call tool,clang))
COV      = $(call once,COV,$(call tool,llvm-cov))
PROFDATA = $(call once,PROFDATA,$(call tool,llvm-profdata))
SYMBOLS  = $(call once,SYMBOLS,$(call tool,llvm-symbolizer))
FORMAT   = $(call once,FORMAT,$(call tool,clang-format))
TIDY     = $(call once,TIDY,$(call tool,clang-tidy))
LIBS     = $(call once,LIBS,$(call libs,sqlite3 libgit2 zlib libsodium \
	libutf8proc md4c jansson $(if $(wildcard src/ui/*.c),ncursesw),build))
TESTLIBS = $(call once,TESTLIBS,$(call libs,cmocka vterm,test))

# ------------------------------------------------------------ flags

FEATURES = -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
VERSIONED = -DWITHUS_VERSION='"$(VERSION)"'
WERROR = $(if $(filter check%,$(MAKECMDGOALS)),-Werror)

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Walloca -Wformat=2 \
	-Wundef -Wnull-dereference -Wdouble-promotion -Wunused-macros
WARN.gcc = $(WARN) -Wimplicit-fallthrough=5 -Wduplicated-cond \
	-Wduplicated-branches -Wlogical-op -Wjump-misses-init -Wbidi-chars=any
WARN.clang = $(WARN) -Wimplicit-fallthrough -Wmissing-variable-declarations \
	-Wcomma -Wassign-enum -Wconditional-uninitialized -Wdocumentation

HARD.gcc = -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
	-fstack-clash-protection -ftrivial-auto-var-init=zero -fPIE
HARD.clang = $(HARD.gcc) \
	-enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang
HARD_LINK = -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack

SANE = -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all

# Which of the two lists a compiler takes.
family = $(if $(findstring clang,$(shell $1 --version)),clang,gcc)
CC.family = $(call once,CC.family,$(call family,$(CC)))

# flavour, its compiler, how it compiles, how it links. Test flavours keep
# _FORTIFY_SOURCE off: it renames the calls that tests make fail. They save in
# small pieces, so that a short import has several: the fault flavour in
# pieces of two, so that a small one can be cut off in between. Asserts are off
# where branches are counted: their failing side must not be reached.
FLAVOURS = release debug asan fault cover fuzz older

# make MUTANT=3 build/mutant-3/withus: the fault flavour with seeded mistake
# 3 (tests/fault/MUTANTS, tests/law/MUTANTS), which the harness must catch.
ifdef MUTANT
FLAVOURS += mutant-$(MUTANT)
how.mutant-$(MUTANT)   = $(how.fault)
flags.mutant-$(MUTANT) = $(flags.fault)
endif
mutant = -DMUTANT=$(if $(filter mutant-%,$1),$(1:mutant-%=%),0)

how.release = $(CC)
how.debug   = $(CC)
how.asan    = $(CLANG)
how.fault   = $(CC)
how.cover   = $(CLANG)
how.fuzz    = $(CLANG)
how.older   = $(CC)

TESTING = -DWITHUS_TEST -U_FORTIFY_SOURCE
PIECES  = -DCORE_PIECE=20
flags.release = -O2 $(HARD.$(CC.family))
flags.debug   = -Og -g $(TESTING) $(PIECES)
flags.asan    = -O1 $(SANE) $(TESTING) $(PIECES)
flags.fault   = -O2 -g $(TESTING) -DCORE_PIECE=2
flags.cover   = -O0 -g $(TESTING) $(PIECES) -DNDEBUG $(COUNT)
flags.older   = $(flags.debug) -DOLDER
flags.fuzz    = -O1 $(SANE) $(TESTING) -fsanitize=fuzzer-no-link
COUNT = -fprofile-instr-generate -fcoverage-mapping

link.release = $(HARD_LINK)
link.asan    = $(SANE)
link.cover   = $(COUNT)
link.fuzz    = $(SANE) -fsanitize=fuzzer

warn.release = $(WARN.$(CC.family))
warn.debug   = $(WARN.$(CC.family))
warn.asan    = $(WARN.clang)
warn.fault   = $(WARN.$(CC.family))
warn.older   = $(WARN.$(CC.family))
warn.cover   =
warn.fuzz    = $(WARN.clang)

compile = $(how.$1) -std=c11 $(FEATURES) $(VERSIONED) $(call mutant,$1) \
	$(flags.$1) $(warn.$1) \
	$(CPPFLAGS) $(CFLAGS)
link    = $(how.$1) $(link.$1) $(LDFLAGS) -Wl,--as-needed

# ------------------------------------------------------------ rules

Q = $(if $V,,@)
say = $(if $V,,@printf '  %-5s %s\n' '$1' '$2$(if $3,$(if \
	$(filter-out release,$3), ($3)))')

# remember TEXT: writes it to the target, only where it differs, so that
# what depends on the target is made again just then (`true` has make look).
remember = @true $(if $(call differ,$(strip $1),$(strip $(file <$@))),\
	$(file >$@,$(strip $1)))
differ = $(or $(subst x$1,,x$2),$(subst x$2,,x$1))

# link_words SOURCE: those of its first line.
link_words = $(shell sed -n '1s,^/\* link: \(.*\) \*/$$,\1,p' $1)

# archive FLAVOUR NAME SOURCES MORE: an archive and a list of what is in it,
# so that a source that has gone goes from the archive too.
define archive
build/$1/$2.list: FORCE | build/$1/
	$$(call remember,$2: $(3:.c=) by $$(call link,$1))
build/$1/$2.a: $(3:%.c=build/$1/%.o) $4 build/$1/$2.list
	$$(call say,AR,$2.a,$1)
	$$Q rm -f $$@ && $$(AR) rcs $$@ $$(filter %.o,$$^)
endef

# program_rules FLAVOUR KIND LIBRARIES MORE: the programs of one kind, with
# more archives.
programs = $(SOURCE.$2:%.c=build/$1/%)
define program_rules
$(call programs,$1,$2): build/$1/%: build/$1/%.o $4 build/$1/support.a \
		build/$1/face.a build/$1/libwithus.a
	$$(call say,LD,$$@)
	$$Q $$(call link,$1) -o $$@ $$^ $$(call link_words,$$*.c) $3 $$(LIBS)
endef

define flavour_rules
build/$1/flags: FORCE | build/$1/
	$$(call remember,$$(call compile,$1))

build/$1/%.o: %.c build/$1/flags | $$(VIEWS)
	$$(call say,CC,$$<,$1)
	@mkdir -p $$(@D)
	$$Q $$(call compile,$1) $$(WERROR) $$(call view,$$<) -MMD -MP -c \
		-o $$@ $$<

$(call archive,$1,libwithus,$(SOURCE.lib),$(SQL:%.sql=build/%.o) \
	$(TEXTS:%.txt=build/%.o))
$(call archive,$1,face,$(SOURCE.face),$(SHELLS:%=build/%.o))
$(call archive,$1,support,$(SOURCE.support))

build/$1/withus: $(SOURCE.main:%.c=build/$1/%.o) build/$1/face.a \
		build/$1/libwithus.a
	$$(call say,LD,$$@)
	$$Q $$(call link,$1) -o $$@ $$^ $$(LIBS)

$(call program_rules,$1,unit,$$(TESTLIBS))
$(call program_rules,$1,law,$$(TESTLIBS))
$(call program_rules,$1,ui,$$(TESTLIBS))
endef

$(foreach f,$(FLAVOURS),$(eval $(call flavour_rules,$f)))

# The calls that a sweep makes fail, as words for the linker. A program that
# sweeps has `@build/sweep.wraps` in its first line.
build/sweep.wraps: tests/support/sweep.def | build/
	@sed -n 's/^X(\([a-z0-9_]*\),.*/-Wl,--wrap=\1/p' $< >$@
	@printf '%s\n' -Wl,--wrap=open -Wl,--wrap=fork >>$@
SWEEPS = $(patsubst %.c,%,$(wildcard tests/unit/core_sweep_*.c))
$(foreach f,$(FLAVOURS),$(SWEEPS:%=build/$f/%)): | build/sweep.wraps

# The fault harness: what its programs share is in lib/, and the rest of
# victim/main.c, a small program to try the harness itself on, beside it.
HARNESS = build/fault/victim.a build/fault/harness.a
$(eval $(call program_rules,fault,fault,,$(HARNESS)))
$(eval $(call archive,fault,harness,$(SOURCE.harness)))
$(eval $(call archive,fault,victim,$(SOURCE.victim)))
$(eval $(call program_rules,fuzz,fuzz))
$(eval $(call program_rules,release,bench))

build/ build/cppcheck/ $(FLAVOURS:%=build/%/):
	@mkdir -p $@

# A schema becomes the bytes from schema_NAME_sql to schema_NAME_sql_end; a
# NUL behind them makes a string of it. A text of the sample project likewise:
# sample_NAME_txt; and a script for a shell: completion_SHELL.
define embed
	@mkdir -p $(@D)
	@printf '%s\n' '.section .rodata' '.globl $(NAME), $(NAME)_end' \
		'$(NAME):' '.incbin "$<"' '$(NAME)_end:' '.byte 0' \
		'.section .note.GNU-stack,"",%progbits' >$@
endef
.SECONDARY: $(SQL:%.sql=build/%.s) $(TEXTS:%.txt=build/%.s) \
	$(SHELLS:%=build/%.s)
build/schema/%.s: NAME = schema_$*_sql
build/schema/%.s: schema/%.sql Makefile
	$(embed)
build/src/core/sample/%.s: NAME = sample_$*_txt
build/src/core/sample/%.s: src/core/sample/%.txt Makefile
	$(embed)
build/src/cli/completion/withus.%.s: NAME = completion_$*
build/src/cli/completion/withus.%.s: src/cli/completion/withus.% Makefile
	$(embed)
build/schema/%.o: build/schema/%.s
	$(call say,AS,schema/$*.sql)
	$Q $(CC) -c -o $@ $<
build/src/core/sample/%.o: build/src/core/sample/%.s
	$(call say,AS,src/core/sample/$*.txt)
	$Q $(CC) -c -o $@ $<
build/src/cli/completion/%.o: build/src/cli/completion/%.s
	$(call say,AS,src/cli/completion/$*)
	$Q $(CC) -c -o $@ $<

# What is loaded before the C library: the sources of one folder, and those
# that all of them share.
PRELOADED = $(foreach p,shim oom,$(if $(wildcard tests/fault/$p),\
	build/fault/tests/fault/$p.so))
$(PRELOADED): build/fault/tests/fault/%.so: build/fault/flags \
		$(wildcard tests/fault/*/*.[ch])
	$(call say,LD,$@)
	@mkdir -p $(@D)
	$Q $(call compile,fault) $(WERROR) -shared -fPIC -pthread -o $@ \
		$(wildcard tests/fault/$*/*.c tests/fault/preload/*.c) -ldl

-include $(wildcard $(foreach f,$(FLAVOURS),$(foreach s,\
	$(PRODUCT) $(TESTS),$(s:%.c=build/$f/%.d))))

.PHONY: FORCE
FORCE:

# ------------------------------------------------------------ building

.PHONY: all start install uninstall dist clean help
all: build/release/withus ## build withus (this is what make alone does)

start: ## install what is missing, build, and run withus
	@build-aux/need build
	@$(MAKE) --no-print-directory all
	@build/release/withus

MANUAL = $(wildcard man/*.[0-9])
install: all ## into PREFIX (/usr/local), below DESTDIR
	install -d $(foreach d,$(INSTALL_DIRS),'$(DESTDIR)$d')
	install -m 755 build/release/withus '$(DESTDIR)$(BINDIR)/withus'
	$(foreach m,$(MANUAL),\
		install -m 644 $m '$(DESTDIR)$(call page,$m)'$(newline))
	install -m 644 README.md LICENSE '$(DESTDIR)$(DOCDIR)'
	install -m 644 $(JSON) '$(DESTDIR)$(SCHEMADIR)'
	$(foreach s,$(SHELLS),install -m 644 $s \
		'$(DESTDIR)$(completion$(suffix $s))'$(newline))

uninstall: ## take it away again
	rm -f '$(DESTDIR)$(BINDIR)/withus' \
		$(foreach m,$(MANUAL),'$(DESTDIR)$(call page,$m)')
	rm -f $(foreach s,$(SHELLS),'$(DESTDIR)$(completion$(suffix $s))')
	rm -rf '$(DESTDIR)$(DOCDIR)' '$(DESTDIR)$(PREFIX)/share/withus'

dist: | build/ ## a source archive of the last commit
	git archive --prefix=withus-$(VERSION)/ \
		-o build/withus-$(VERSION).tar.gz HEAD

clean: ## remove build/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | \
		expand -t 22

page = $(MANDIR)/man$(subst .,,$(suffix $1))/$(notdir $1)
INSTALL_DIRS = $(BINDIR) $(DOCDIR) $(SCHEMADIR) $(sort $(dir \
	$(foreach m,$(MANUAL),$(call page,$m)) \
	$(foreach s,$(SHELLS),$(completion$(suffix $s)))))
JSON = $(wildcard schema/json/*.json)

# Where each shell looks for what programs bring along.
completion.bash = $(PREFIX)/share/bash-completion/completions/withus
completion.zsh  = $(PREFIX)/share/zsh/site-functions/_withus
completion.fish = $(PREFIX)/share/fish/vendor_completions.d/withus.fish
define newline


endef

# ------------------------------------------------------------ checking

# Tests run in a bare environment: what a person has set must not decide.
# HOME is empty, and theirs alone. Scripts find the flavour that they are to
# try in BUILD. These variables pass through where they are set:
PASS = LAWS SWEEP FUZZ_SECONDS FUZZ_SEED FAULTS FAULTS_SEED MUTANTS UPDATE \
	TMPDIR
bare = env -i PATH="$$PATH" HOME="$$home" BUILD='build/$1' \
	TZ=UTC LANG=C.UTF-8 LC_ALL=C.UTF-8 TERM=xterm-256color \
	GIT_CONFIG_NOSYSTEM=1 CMOCKA_MESSAGE_OUTPUT=TAP FORMAT='$(FORMAT)' \
	ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 \
	UBSAN_OPTIONS=print_stacktrace=1 ASAN_SYMBOLIZER_PATH='$(SYMBOLS)' \
	LLVM_PROFILE_FILE='$(CURDIR)/build/$1/raw/%4m.profraw' \
	$(foreach v,$(PASS),$(if $($v),$v='$($v)'))

# prove FLAVOUR TESTS: one run over programs and scripts that speak TAP.
prove = $Q home=$$(mktemp -d '$(CURDIR)/build/home.XXXXXX') && \
	trap 'rm -rf "$$home"' EXIT && $(bare) prove -j2 -e '' $2 \
	</dev/null

PROGRAMS = $(foreach k,unit law ui,$(call programs,$1,$k))
CLI      = $(sort $(wildcard tests/cli/*.t))
CLI.asan = $(CLI:%=build/asan/%)
MISTAKES = $(wildcard tests/law/mutants.t)
STATIC   = $(sort $(wildcard tests/*.t))
FUZZERS  = $(call programs,fuzz,fuzz)
FUZZING  = $(if $(FUZZERS),tests/fuzz/fuzz.t)
FAULTY   = $(call programs,fault,fault) $(PRELOADED)
FAILING  = $(sort $(wildcard tests/fault/*.t))

# A script of the command line under another flavour is two lines that set
# BUILD and go on to it.
$(CLI.asan): build/asan/%: %
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nBUILD=build/asan exec $<\n' >$@ && chmod +x $@

.PHONY: check check-all check-static check-unit check-cli check-asan \
	check-faults bench cover fuzz tidy format

check: ## install what tests lack, then run all of them
	@build-aux/need test
	@$(MAKE) --no-print-directory check-all

NEED.static = build/release/withus build/debug/withus \
	build/debug/tests/ui/screen
NEED.unit   = $(call PROGRAMS,debug)
NEED.cli    = build/debug/withus build/older/withus
NEED.asan   = $(call PROGRAMS,asan) build/asan/withus $(CLI.asan)
NEED.faults = build/fault/withus $(FAULTY)

check-all: FUZZ_SECONDS ?= 3
check-all: FUZZ_SEED ?= 1
check-all: FAULTS ?= quick
check-all: $(foreach n,static unit cli asan faults,$(NEED.$n)) $(FUZZERS)
	$(call prove,debug,$(FUZZING) $(FAILING) $(STATIC) $(NEED.unit) \
		$(MISTAKES) $(CLI) $(call PROGRAMS,asan) $(CLI.asan))

check-static: $(NEED.static) ## layers, headers, symbols, style, documents
	$(call prove,debug,$(STATIC))

check-unit: $(NEED.unit) ## units, and laws (LAWS=N scenarios)
	$(call prove,debug,$(NEED.unit) $(MISTAKES))

check-cli: $(NEED.cli) ## the commands, by scripts
	$(call prove,debug,$(CLI))

check-asan: $(NEED.asan) ## units, laws and commands with sanitizers
	$(call prove,debug,$(call PROGRAMS,asan) $(CLI.asan))

check-faults: FAULTS ?= all
check-faults: $(NEED.faults) $(NEED.unit) ## every call made to fail; mistakes
	$(call prove,fault,$(FAILING))
	$(call prove,debug,$(MISTAKES) build/debug/tests/ui/edits)

fuzz: FUZZ_SECONDS ?= 60
fuzz: $(FUZZERS) ## random input, FUZZ_SECONDS (60) for each target
	$(call prove,fuzz,$(FUZZING))

cover: build/cover/withus $(call PROGRAMS,cover) ## what tests reach, by layer
	@rm -rf build/cover/raw
	$(call prove,cover,$(call PROGRAMS,cover) $(CLI))
	@$(PROFDATA) merge -sparse -o build/cover/profdata build/cover/raw/*
	@$(COV) export -summary-only -instr-profile build/cover/profdata \
		$(PRODUCT:%.c=-object build/cover/%.o) | build-aux/floors

bench: $(call programs,release,bench)
bench: build/release/withus ## how long things take
	bench/run

format: ## put every C file into shape
	$(FORMAT) -i $(SHAPED)

# clang-tidy knows neither all of gcc's warnings nor all of our macros.
TIDIED = $(PRODUCT:%=tidy/%)
.PHONY: $(TIDIED) tidy-cppcheck
tidy: $(TIDIED) tidy-cppcheck ## clang-tidy and cppcheck
$(TIDIED): tidy/%: % | $(VIEWS)
	$(call say,TIDY,$<)
	$Q $(TIDY) --quiet $< -- -std=c11 $(FEATURES) $(VERSIONED) \
		$(call view,$<) $(if $V,,2>/dev/null)
tidy-cppcheck: | build/cppcheck/
	$(call say,CHECK,src)
	$Q cppcheck --quiet -j2 --error-exitcode=1 --std=c11 --language=c \
		--enable=warning,style,performance,portability --inline-suppr \
		--library=posix --library=sqlite3 \
		--library=build-aux/cppcheck.cfg \
		--suppressions-list=build-aux/cppcheck.txt \
		--cppcheck-build-dir=build/cppcheck $(FEATURES) $(VERSIONED) \
		-Isrc -Iinclude $(PRODUCT)
