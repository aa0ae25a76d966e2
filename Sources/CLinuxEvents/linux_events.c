// Linux calls that Swift's Glibc module does not show, with plain arguments.

#define _GNU_SOURCE
#include "linux_events.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

const uint32_t linux_event_readable = EPOLLIN;
const uint32_t linux_event_writable = EPOLLOUT;
const uint32_t linux_event_broken = EPOLLERR | EPOLLHUP;

int linux_poll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int control(int poll, int operation, int descriptor, uint32_t kinds) {
  struct epoll_event event = {.events = kinds};
  event.data.fd = descriptor;
  return epoll_ctl(poll, operation, descriptor, &event);
}

int linux_poll_add(int poll, int descriptor, uint32_t kinds) {
  return control(poll, EPOLL_CTL_ADD, descriptor, kinds);
}

int linux_poll_change(int poll, int descriptor, uint32_t kinds) {
  return control(poll, EPOLL_CTL_MOD, descriptor, kinds);
}

int linux_poll_remove(int poll, int descriptor) {
  return control(poll, EPOLL_CTL_DEL, descriptor, 0);
}

int linux_poll_wait(int poll, struct linux_event *events, int milliseconds) {
  struct epoll_event found[LINUX_EVENTS_AT_ONCE];
  int count = epoll_wait(poll, found, LINUX_EVENTS_AT_ONCE, milliseconds);
  for (int index = 0; index < count; index++) {
    events[index].descriptor = found[index].data.fd;
    events[index].kinds = found[index].events;
  }
  return count;
}

int linux_accept(int listener) {
  return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int linux_bell_create(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int linux_bell_ring(int bell) {
  eventfd_t one = 1;
  return eventfd_write(bell, one);
}

int linux_bell_silence(int bell) {
  eventfd_t value;
  return eventfd_read(bell, &value);
}
