// Frees the program's ports when it crashes.
#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CNcurses.h"
#include "Internal.h"

static const int crashes[] = {SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };

static struct sigaction before_crash[CRASHES];
static int writes_backtrace;
static atomic_flag is_crashing = ATOMIC_FLAG_INIT;
static volatile pthread_t crashing;

// The listening socket is among the first that were opened, so a limit of a million is not searched to its end.
enum { MOST_DESCRIPTORS = 1 << 16 };

static int is_network(int descriptor) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &size) != 0) return 0;
    return address.ss_family == AF_INET || address.ss_family == AF_INET6;
}

// Closed, not shut down: other threads would notice a shutdown, and might end the process with status 0.
static void close_connections(void) {
    struct rlimit limit;
    int count = MOST_DESCRIPTORS;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < MOST_DESCRIPTORS) count = (int)limit.rlim_cur;
    for (int descriptor = STDERR_FILENO + 1; descriptor < count; descriptor++) {
        if (is_network(descriptor)) close(descriptor);
    }
}

static int takes_time(void) {
    struct rlimit core;
    return writes_backtrace || getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur > 0;
}

static void report(int number, siginfo_t *information, void *context) {
    if (takes_time()) close_connections();
    for (int i = 0; i < CRASHES && writes_backtrace; i++) {
        const struct sigaction *before = &before_crash[i];
        if (crashes[i] == number && before->sa_flags & SA_SIGINFO) {
            before->sa_sigaction(number, information, context);
        }
    }
}

// Calls only functions that are safe in a signal handler.
static void on_crash(int number, siginfo_t *information, void *context) {
    sigset_t set;
    if (!atomic_flag_test_and_set(&is_crashing)) {
        crashing = pthread_self();
        report(number, information, context);
    } else if (!pthread_equal(crashing, pthread_self())) {
        // Another thread that has tripped over a closed descriptor: the first one ends the process.
        for (;;) pause();
    }
    // A signal that another process sent does not repeat itself.
    signal(number, SIG_DFL);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    // Signals that the first process of a container sends to itself do not kill it.
    _exit(128 + number);
}

void cn_crash_begin(int backtrace) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = CN_CRASH_FLAGS;
    sigemptyset(&action.sa_mask);
    writes_backtrace = backtrace;
    for (int i = 0; i < CRASHES; i++) {
        sigaction(crashes[i], NULL, &before_crash[i]);
        // The parent may have set a signal to be ignored (nohup and QUIT).
        if (before_crash[i].sa_handler != SIG_IGN) sigaction(crashes[i], &action, NULL);
    }
}
