#include "cli/reading.h"

struct page_reading
reading_of(const struct run *run)
{
	return (struct page_reading){
		.journal = run->journal,
		.project = run->project,
	};
}
