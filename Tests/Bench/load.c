// Sends one request over and over on several keep-alive connections, and counts the answers.
//
//   load PORT CONNECTIONS SECONDS FILE
//
// FILE holds a whole HTTP request; eight `#` in it become a number that changes with each request.

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 256, ANSWER_MAX = 1 << 16, KEYS = 10000 };

static char request[1 << 16];
static size_t length;
static char *mark;

struct connection {
  char answer[ANSWER_MAX];
  size_t have;
};

static struct connection connections[CONNECTIONS_MAX];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void ask(int descriptor) {
  static unsigned count;
  if (mark) {
    char digits[9];
    snprintf(digits, sizeof digits, "%08u", count++ * 7919 % KEYS);
    memcpy(mark, digits, 8);
  }
  for (size_t sent = 0; sent < length;) {
    ssize_t bytes = send(descriptor, request + sent, length - sent, MSG_NOSIGNAL);
    if (bytes <= 0) exit(2);
    sent += bytes;
  }
}

// How long the answer is that begins here; 0 while that cannot be told.
static size_t answer_length(const char *answer, size_t have) {
  const char *end = memmem(answer, have, "\r\n\r\n", 4);
  const char *field = memmem(answer, have, "ontent-", 7);
  if (!end) return 0;
  while (field && field < end) {
    if (!strncasecmp(field, "ontent-length:", 14)) return end + 4 - answer + atoi(field + 14);
    field = memmem(field + 1, end - field, "ontent-", 7);
  }
  exit(3);
}

static int visit(struct sockaddr_in *address) {
  int descriptor = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  if (connect(descriptor, (struct sockaddr *)address, sizeof *address)) exit(69);
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  ask(descriptor);
  return descriptor;
}

int main(int argc, char **argv) {
  if (argc != 5) return 64;
  int count = atoi(argv[2]);
  double seconds = atof(argv[3]);
  FILE *file = fopen(argv[4], "rb");
  if (!file || count < 1 || count > CONNECTIONS_MAX) return 64;
  length = fread(request, 1, sizeof request - 1, file);
  mark = strstr(request, "########");
  struct pollfd polls[CONNECTIONS_MAX];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int index = 0; index < count; index++) {
    polls[index] = (struct pollfd){.fd = visit(&address), .events = POLLIN};
  }
  long answers = 0, refused = 0;
  double start = now(), end = start + seconds;
  while (now() < end) {
    if (poll(polls, count, 10000) <= 0) return 4;
    for (int index = 0; index < count; index++) {
      struct connection *it = &connections[index];
      if (!polls[index].revents) continue;
      ssize_t bytes = recv(polls[index].fd, it->answer + it->have, ANSWER_MAX - it->have, 0);
      if (bytes <= 0) {
        // Servers that close after each answer are asked anew.
        close(polls[index].fd);
        it->have = 0;
        polls[index].fd = visit(&address);
        continue;
      }
      it->have += bytes;
      size_t whole = answer_length(it->answer, it->have);
      if (!whole || it->have < whole) continue;
      if (strncmp(it->answer + 9, "200", 3)) refused++;
      answers++;
      int closes = memmem(it->answer, it->have, "onnection: close", 16) != 0;
      it->have = 0;
      if (!closes) ask(polls[index].fd);
    }
  }
  printf("%.0f %ld\n", answers / (now() - start), refused);
  return 0;
}
