/*
 * The floor: makes the same reads as procsnap and discards them, so it costs what the kernel charges.
 *
 * usage: floor ROUNDS INTERVAL_MS [anew]
 *
 * A round reads /proc/PID/stat of every process and, an interval later, statm, cmdline and stat, as a
 * snapshot does. stat stays open, as in procsnap; with "anew" it is opened and closed each time, as in
 * every other program.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MOST_PIDS 4194304 /* PID_MAX_LIMIT of the kernel */
#define MOST_OPEN 4096

static char buffer[8192];
static long bytes;
static int kept[MOST_PIDS]; /* descriptor of stat by pid, 0 if not open */
static int may_keep = MOST_OPEN;

static int open_file(const char *pid, const char *file) {
  char path[300];
  snprintf(path, sizeof path, "/proc/%s/%s", pid, file);
  return open(path, O_RDONLY | O_CLOEXEC);
}

static void read_all(int fd) {
  ssize_t n;
  while ((n = read(fd, buffer, sizeof buffer)) > 0) {
    bytes += n;
    if (n < (ssize_t)sizeof buffer) break;
  }
}

static void read_file(const char *pid, const char *file) {
  int fd = open_file(pid, file);
  if (fd < 0) return;
  read_all(fd);
  close(fd);
}

static void scan(int whole) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  while ((entry = readdir(proc))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    int *known = &kept[atoi(entry->d_name)];
    int stat = *known ? *known : open_file(entry->d_name, "stat");
    if (stat < 0) continue;
    if (whole) {
      read_file(entry->d_name, "statm");
      read_file(entry->d_name, "cmdline");
    }
    lseek(stat, 0, SEEK_SET);
    read_all(stat);
    if (*known) continue;
    if (may_keep > 0) {
      *known = stat;
      may_keep--;
    } else {
      close(stat);
    }
  }
  closedir(proc);
}

/* Waits until the next scan is due, so that the cadence does not depend on the length of a scan. */
static void wait_until_due(struct timespec *due, long ms) {
  due->tv_nsec += ms % 1000 * 1000000;
  due->tv_sec += ms / 1000 + due->tv_nsec / 1000000000;
  due->tv_nsec %= 1000000000;
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, due, NULL);
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "usage: floor ROUNDS INTERVAL_MS [anew]\n");
    return 2;
  }
  if (count > 3) may_keep = 0;
  struct timespec due;
  clock_gettime(CLOCK_MONOTONIC, &due);
  for (long round = atol(arguments[1]); round > 0; round--) {
    scan(0);
    wait_until_due(&due, atol(arguments[2]));
    scan(1);
    wait_until_due(&due, atol(arguments[2]));
  }
  printf("%ld bytes\n", bytes);
  return 0;
}
