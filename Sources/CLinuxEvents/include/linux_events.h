// Linux calls that Swift's Glibc module does not show: epoll, accept4, eventfd.

#ifndef ASHLAR_LINUX_EVENTS_H
#define ASHLAR_LINUX_EVENTS_H

#include <stdint.h>

// A descriptor and what happened to it; `struct epoll_event` is packed and holds a union.
struct linux_event {
  int32_t descriptor;
  uint32_t kinds;
};

enum { LINUX_EVENTS_AT_ONCE = 256 };

extern const uint32_t linux_event_readable;
extern const uint32_t linux_event_writable;
extern const uint32_t linux_event_broken;

// Each answers -1 and sets errno when it fails.
int linux_poll_create(void);
int linux_poll_add(int poll, int descriptor, uint32_t kinds);
int linux_poll_change(int poll, int descriptor, uint32_t kinds);
int linux_poll_remove(int poll, int descriptor);

// Fills at most LINUX_EVENTS_AT_ONCE events and answers how many.
int linux_poll_wait(int poll, struct linux_event *events, int milliseconds);

// A connection that does not block and is closed on exec.
int linux_accept(int listener);

// A counter that wakes a poll.
int linux_bell_create(void);
int linux_bell_ring(int bell);
int linux_bell_silence(int bell);

#endif
