/* clinic-desk-reader DLL PORT: a vendor's reader library (the ministry's sdtapi interface, mostly 32 bit and therefore a
   process of its own) behind the frames that a serial reader speaks. It takes requests on standard input and answers on
   standard output; without a line it ends. The photo is wiped and never passed on; nothing is written anywhere.
   On other systems it loads a shared library, for tests. Exit: 0 the desk left, 1 library or port failed, 2 wrong words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#include <shellapi.h>
#define CALL __stdcall
typedef HMODULE Library;
#else
#include <dlfcn.h>
#define CALL
typedef void *Library;
#endif

enum { OK = 0x90, BAD_CHECKSUM = 0x10, BAD_COMMAND = 0x21, LEAST_STATUS = 0x10, MOST = 4096, TEXT = 1024, PHOTO = 4096 };
static const unsigned char PREAMBLE[5] = {0xAA, 0xAA, 0xAA, 0x96, 0x69};

typedef int(CALL *Port)(int);
typedef int(CALL *Bytes)(int, unsigned char *, int);
typedef int(CALL *Read)(int, unsigned char *, unsigned int *, unsigned char *, unsigned int *, int);
static struct { Port open, close; Bytes find, select, number; Read read; } sdt;
static int port;

static void *named(Library library, const char *name) {
#ifdef _WIN32
  return (void *)GetProcAddress(library, name);
#else
  return dlsym(library, name);
#endif
}

static int load(const char *path) {
#ifdef _WIN32
  /* the whole path only: neither the current folder nor PATH is searched for it, its own folder is for what it needs */
  int count;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  (void)path; /* in the code page of the PC; the words are not */
  if (!words || count != 3) return 0;
  Library library = LoadLibraryExW(words[1], NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
#else
  Library library = dlopen(path, RTLD_NOW);
#endif
  if (!library) return 0;
  sdt.open = (Port)named(library, "SDT_OpenPort");
  sdt.close = (Port)named(library, "SDT_ClosePort");
  sdt.find = (Bytes)named(library, "SDT_StartFindIDCard");
  sdt.select = (Bytes)named(library, "SDT_SelectIDCard");
  sdt.read = (Read)named(library, "SDT_ReadBaseMsg");
  sdt.number = (Bytes)named(library, "SDT_GetSAMID"); /* may be missing: the number is then unknown */
  return sdt.open && sdt.close && sdt.find && sdt.select && sdt.read;
}

static void answer(int status, const unsigned char *data, size_t size) {
  unsigned char out[7 + 3 + 4 + TEXT + 1];
  size_t length = size + 4, at;
  memcpy(out, PREAMBLE, 5);
  out[5] = (unsigned char)(length >> 8), out[6] = (unsigned char)length;
  out[7] = out[8] = 0, out[9] = (unsigned char)status;
  if (size) memcpy(out + 10, data, size);
  unsigned char sum = 0;
  for (at = 5; at < 10 + size; at++) sum ^= out[at];
  out[10 + size] = sum;
  fwrite(out, 1, 11 + size, stdout);
  fflush(stdout);
  memset(out, 0, sizeof out);
}

/* What is no status of the module is a fault of the way to it: the desk is told by our end. */
static void answer_status(int status, const unsigned char *data, size_t size) {
  if (status < LEAST_STATUS || status > 0xFF) exit(1);
  answer(status, data, status == OK || status == 0x9F ? size : 0);
}

static void read_card(void) {
  static unsigned char text[4 + TEXT], photo[PHOTO];
  unsigned int text_size = TEXT, photo_size = PHOTO;
  int status = sdt.read(port, text + 4, &text_size, photo, &photo_size, 1);
  memset(photo, 0, sizeof photo);
  if (status == OK && text_size > TEXT) exit(1);
  text[0] = (unsigned char)(text_size >> 8), text[1] = (unsigned char)text_size, text[2] = text[3] = 0;
  answer_status(status, text, 4 + text_size);
  memset(text, 0, sizeof text);
}

static void act(const unsigned char *body, size_t size) {
  unsigned char data[64] = {0};
  int command = size == 2 ? body[0] << 8 | body[1] : 0;
  if (command == 0x12FF && sdt.number) answer_status(sdt.number(port, data, 1), data, 16);
  else if (command == 0x2001) answer_status(sdt.find(port, data, 1), data, 4);
  else if (command == 0x2002) answer_status(sdt.select(port, data, 1), data, 8);
  else if (command == 0x3001) read_card();
  else answer(BAD_COMMAND, NULL, 0);
}

/* One request: the preamble is searched, a wrong length begins anew. Returns 0 at the end of the line. */
static int serve_one(void) {
  static unsigned char body[MOST];
  size_t found = 0;
  int one;
  while (found < sizeof PREAMBLE) {
    if ((one = getchar()) == EOF) return 0;
    found = one == PREAMBLE[found] ? found + 1 : one == PREAMBLE[0] ? (found == 3 ? 3 : 1) : 0;
  }
  int high = getchar(), low = getchar();
  if (low == EOF) return 0;
  size_t length = (size_t)(high << 8 | low), at;
  if (length < 3 || length > MOST) return 1;
  if (fread(body, 1, length, stdin) != length) return 0;
  unsigned char sum = (unsigned char)(high ^ low);
  for (at = 0; at + 1 < length; at++) sum ^= body[at];
  if (sum != body[length - 1]) answer(BAD_CHECKSUM, NULL, 0);
  else act(body, length - 1);
  return 1;
}

int main(int count, char **words) {
  if (count != 3) return 2;
#ifdef _WIN32
  _setmode(_fileno(stdin), _O_BINARY);
  _setmode(_fileno(stdout), _O_BINARY);
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
#endif
  port = atoi(words[2]);
  if (!load(words[1]) || sdt.open(port) != OK) return 1;
  while (serve_one()) {}
  sdt.close(port);
  return 0;
}
