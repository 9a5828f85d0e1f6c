#include "page/paper.h"

#include "base/mem.h"

#include <withus/say.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ARGS_MOST 9

static void
clear_block(struct paper_block *block)
{
	for (size_t i = 0; i < block->run_count; i++)
		free(block->runs[i].text);
	for (size_t i = 0; i < block->cell_count; i++)
		free(block->cells[i]);
	free(block->runs);
	free(block->cells);
	free(block->columns);
	free(block->lead);
	free(block->text);
}

void
paper_clear(struct paper *paper)
{
	for (size_t i = 0; i < paper->count; i++)
		clear_block(&paper->blocks[i]);
	free(paper->blocks);
	*paper = (struct paper){ .blocks = NULL };
}

static struct paper_block *
add_block(struct paper *paper, enum paper_form form)
{
	paper->blocks = mem_grow(paper->blocks, &paper->cap, paper->count + 1,
	    sizeof(*paper->blocks));
	struct paper_block *block = &paper->blocks[paper->count++];
	*block = (struct paper_block){ .form = form };
	return block;
}

static void
add_text(struct paper *paper, enum paper_form form, size_t indent,
    const char *text)
{
	struct paper_block *block = add_block(paper, form);
	block->indent = indent;
	block->text = mem_dup_text(text);
}

void
paper_prose(struct paper *paper, size_t indent, const char *text)
{
	add_text(paper, PAPER_PROSE, indent, text);
}

void
paper_item(struct paper *paper, size_t indent, const char *lead,
    const char *text)
{
	add_text(paper, PAPER_ITEM, indent, text);
	paper->blocks[paper->count - 1].lead = mem_dup_text(lead);
}

void
paper_markdown(struct paper *paper, size_t indent, const char *body)
{
	add_text(paper, PAPER_MARKDOWN, indent, body);
}

void
paper_title(struct paper *paper, const char *text)
{
	add_text(paper, PAPER_TITLE, 0, text);
}

void
paper_line(struct paper *paper, enum page_style style, const char *text)
{
	add_text(paper, PAPER_LINE, 0, text);
	paper->blocks[paper->count - 1].style = style;
}

void
paper_blank(struct paper *paper)
{
	(void)add_block(paper, PAPER_BLANK);
}

void
paper_say_list(struct paper *paper, size_t indent, const char *sentence,
    va_list list)
{
	const char *args[ARGS_MOST];
	size_t count = 0;
	for (; count < ARGS_MOST; count++) {
		args[count] = va_arg(list, const char *);
		if (args[count] == NULL)
			break;
	}
	for (; count < ARGS_MOST; count++)
		args[count] = "";
	char *text = say_fill(sentence, args[0], args[1], args[2], args[3],
	    args[4], args[5], args[6], args[7], args[8], NULL);
	paper_prose(paper, indent, text);
	free(text);
}

void
paper_say(struct paper *paper, size_t indent, const char *sentence, ...)
{
	va_list list;
	va_start(list, sentence);
	paper_say_list(paper, indent, sentence, list);
	va_end(list);
}

/* The last block, which has to be of this form. */
static struct paper_block *
find_open(struct paper *paper, enum paper_form form)
{
	assert(paper->count > 0);
	struct paper_block *block = &paper->blocks[paper->count - 1];
	assert(block->form == form);
	(void)form;
	return block;
}

void
paper_runs(struct paper *paper, size_t indent)
{
	add_block(paper, PAPER_RUNS)->indent = indent;
}

void
paper_run(struct paper *paper, enum page_style style, const char *text,
    size_t len)
{
	struct paper_block *block = find_open(paper, PAPER_RUNS);
	block->runs = mem_grow(block->runs, &block->run_cap,
	    block->run_count + 1, sizeof(*block->runs));
	block->runs[block->run_count++] = (struct paper_run){
		.style = style,
		.text = mem_dup(text, len),
		.len = len,
	};
}

void
paper_table(struct paper *paper, const struct paper_column *columns,
    size_t count)
{
	struct paper_block *block = add_block(paper, PAPER_TABLE);
	block->columns = mem_new_array(count, sizeof(*columns));
	block->column_count = count;
	memcpy(block->columns, columns, count * sizeof(*columns));
}

void
paper_row(struct paper *paper, const char *const *cells)
{
	struct paper_block *block = find_open(paper, PAPER_TABLE);
	block->cells = mem_grow(block->cells, &block->cell_cap,
	    block->cell_count + block->column_count, sizeof(*block->cells));
	for (size_t i = 0; i < block->column_count; i++)
		block->cells[block->cell_count++] = mem_dup_text(cells[i]);
}
