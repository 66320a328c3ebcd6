/*
 * The floor: what the kernel charges for the reads of procsnap, and nothing else.
 *
 * usage: floor ROUNDS PAUSE_MS
 *
 * A round reads /proc/PID/stat of every process, pauses, then opens stat, reads statm and cmdline, and
 * reads stat, as a snapshot does, and pauses again.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char buffer[8192];
static long bytes;

static int open_file(const char *pid, const char *file) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/%s", pid, file);
  return open(path, O_RDONLY | O_CLOEXEC);
}

static void read_all(int fd) {
  ssize_t n;
  while ((n = read(fd, buffer, sizeof buffer)) > 0) {
    bytes += n;
    if (n < (ssize_t)sizeof buffer) break;
  }
  close(fd);
}

static void scan(int whole) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  while ((entry = readdir(proc))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    int stat = open_file(entry->d_name, "stat");
    if (stat < 0) continue;
    if (whole) {
      int other = open_file(entry->d_name, "statm");
      if (other >= 0) read_all(other);
      other = open_file(entry->d_name, "cmdline");
      if (other >= 0) read_all(other);
    }
    read_all(stat);
  }
  closedir(proc);
}

static void pause_ms(long ms) {
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&time, NULL);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: floor ROUNDS PAUSE_MS\n");
    return 2;
  }
  for (long round = atol(arguments[1]); round > 0; round--) {
    scan(0);
    pause_ms(atol(arguments[2]));
    scan(1);
    pause_ms(atol(arguments[2]));
  }
  printf("%ld bytes\n", bytes);
  return 0;
}
