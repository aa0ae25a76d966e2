// The floor: libyaml's events over each file, and nothing made of them. With `-w FROM TO` first, what
// came of them is there already: the files of the folder FROM are written to TO, byte by byte as one
// escapes JSON, and looked up nowhere.
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static long count_events(const unsigned char *text, size_t size) {
  yaml_parser_t parser;
  yaml_event_t event;
  long count = 0;
  int done = 0;
  if (!yaml_parser_initialize(&parser)) return -1;
  yaml_parser_set_input_string(&parser, text, size);
  while (!done) {
    if (!yaml_parser_parse(&parser, &event)) {
      yaml_parser_delete(&parser);
      return -1;
    }
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    count++;
  }
  yaml_parser_delete(&parser);
  return count;
}

static const char *from, *to;

static size_t escape(const unsigned char *text, size_t size, unsigned char *out) {
  size_t count = 0;
  for (size_t index = 0; index < size; index++) {
    if (text[index] == 0x7f) out[count++] = '\\';
    out[count++] = text[index];
  }
  return count;
}

static int write_again(const char *name, const struct stat *status, int kind, struct FTW *place) {
  static unsigned char *text, *out;
  static size_t room;
  char target[4096];
  (void)place;
  snprintf(target, sizeof target, "%s%s", to, name + strlen(from));
  if (kind == FTW_D) return mkdir(target, 0777) < 0 && access(target, F_OK) < 0;
  size_t size = (size_t)status->st_size;
  if (size > room) {
    text = realloc(text, room = size);
    out = realloc(out, 2 * size);
  }
  int file = open(name, O_RDONLY);
  if (file < 0 || !text || !out || read(file, text, size) != (ssize_t)size) return 1;
  close(file);
  size_t count = escape(text, size, out);
  file = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (file < 0 || write(file, out, count) != (ssize_t)count) return 1;
  return close(file);
}

static long read_events(const char *name) {
  FILE *file = fopen(name, "rb");
  if (!file) return -1;
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  rewind(file);
  unsigned char *text = malloc(size + 1);
  long count = text && fread(text, 1, size, file) == size ? count_events(text, size) : -1;
  free(text);
  fclose(file);
  return count;
}

int main(int argc, char **argv) {
  long all = 0;
  int first = 1;
  if (argc > 3 && !strcmp(argv[1], "-w")) {
    from = argv[2], to = argv[3], first = 4;
    if (nftw(from, write_again, 16, FTW_PHYS)) return 73;
  }
  for (int index = first; index < argc; index++) {
    long count = read_events(argv[index]);
    if (count < 0) return 66;
    all += count;
  }
  printf("%ld\n", all);
  return argc < 2;
}
