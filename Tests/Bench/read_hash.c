// The floor of finding that nothing changed: each file read and hashed, and nothing made of it.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static uint64_t hash(const unsigned char *text, size_t size) {
  uint64_t value = size, word;
  for (; size >= 8; size -= 8, text += 8) {
    memcpy(&word, text, 8);
    value = (value ^ word) * 0x9E3779B97F4A7C15u;
    value ^= value >> 29;
  }
  for (; size > 0; size--) value = (value ^ *text++) * 0x100000001B3u;
  return value;
}

int main(int argc, char **argv) {
  uint64_t all = 0;
  for (int index = 1; index < argc; index++) {
    struct stat status;
    int file = open(argv[index], O_RDONLY);
    if (file < 0 || fstat(file, &status) < 0) return 66;
    unsigned char *text = malloc((size_t)status.st_size + 1);
    if (!text || read(file, text, (size_t)status.st_size) != status.st_size) return 66;
    all ^= hash(text, (size_t)status.st_size);
    free(text);
    close(file);
  }
  printf("%016llx\n", (unsigned long long)all);
  return 0;
}
