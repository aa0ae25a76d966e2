#include "embedded.h"

const struct embedded_file *embedded_file_at(size_t position) {
  return &embedded_files[position];
}
