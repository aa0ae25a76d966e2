// Files built into the program. The tables are generated; see Sources/ShapeGen/EmbedWriter.swift.
#ifndef EMBEDDED_H
#define EMBEDDED_H

#include <stddef.h>

struct embedded_file {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
};

// Sorted by name.
extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

// The file of that position; a function, because a table of unknown length does not reach Swift.
const struct embedded_file *_Nonnull embedded_file_at(size_t position);

#endif
