/* A vendor's reader library for tests: what lies on the plate is a file of the folder that READER_PLATE names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLACED, FOUND, SELECTED, SPENT };
static ino_t last;
static int phase;

static char *place(const char *name) {
  static char path[4096];
  snprintf(path, sizeof path, "%s/%s", getenv("READER_PLATE"), name);
  return path;
}
static int there(const char *name) { return access(place(name), F_OK) == 0; }
static int card(void) {
  struct stat found;
  if (stat(place("card"), &found)) return last = 0; /* the next file may get the same number */
  if (found.st_ino != last) last = found.st_ino, phase = PLACED;
  return 1;
}
int SDT_OpenPort(int port) { return port == 1001 && !there("unplugged") ? 0x90 : 1; }
int SDT_ClosePort(int port) { return port ? 0x90 : 1; }
int SDT_GetSAMID(int port, unsigned char *number, int open) {
  memset(number, 0, 16);
  number[0] = 5, number[2] = 3;
  return port && open ? 0x90 : 1;
}
int SDT_StartFindIDCard(int port, unsigned char *found, int open) {
  if (there("unplugged") || !port || !open) return 1;
  memset(found, 0, 4);
  if (!card() || phase == SPENT) return 0x80;
  phase = FOUND;
  return 0x9F;
}
int SDT_SelectIDCard(int port, unsigned char *found, int open) {
  if (there("unplugged") || !port || !open) return 1;
  memset(found, 0, 8);
  if (!card() || phase != FOUND) return 0x81;
  phase = SELECTED;
  return 0x90;
}
int SDT_ReadBaseMsg(int port, unsigned char *text, unsigned int *size, unsigned char *photo, unsigned int *photo_size, int open) {
  if (there("unplugged") || !port || !open) return 1;
  if (there("lift-at-read")) unlink(place("lift-at-read")), unlink(place("card"));
  if (there("unreadable")) return 0x41;
  if (!card() || phase != SELECTED) return 0x41;
  phase = SPENT;
  FILE *file = fopen(place("card"), "rb");
  *size = (unsigned int)fread(text, 1, 1024, file);
  fclose(file);
  memset(photo, 0xAA, 1024);
  *photo_size = 1024;
  return 0x90;
}
