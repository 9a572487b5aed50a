/*
 * A wall clock that is wrong by as many seconds as stand in the file that SHIFTED_CLOCK names: eight bytes, which may change at any moment. Preloaded
 * into a process (LD_PRELOAD). The monotonic clock stays true, as when somebody sets the clock of a machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int (*true_clock)(clockid_t, struct timespec *);
static volatile const int64_t *shift;

__attribute__((constructor)) static void find_shift(void) {
  const char *file = getenv("SHIFTED_CLOCK");
  int opened = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
  void *mapped = opened < 0 ? MAP_FAILED : mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, opened, 0);
  if (opened >= 0) close(opened);
  if (mapped != MAP_FAILED) shift = mapped;
  true_clock = dlsym(RTLD_NEXT, "clock_gettime");
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int failed = true_clock ? true_clock(clock, now) : (int)syscall(SYS_clock_gettime, clock, now);
  if (!failed && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *shift;
  return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec shifted;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &shifted)) return -1;
  now->tv_sec = shifted.tv_sec;
  now->tv_usec = shifted.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *now) {
  struct timespec shifted;
  if (clock_gettime(CLOCK_REALTIME, &shifted)) return -1;
  if (now) *now = shifted.tv_sec;
  return shifted.tv_sec;
}
