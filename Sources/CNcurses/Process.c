#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "CNcurses.h"

int cn_spawn(const char *path, char *const arguments[], char *const environment[], int in, int out) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none, defaults;
    pid_t process;
    sigemptyset(&none);
    sigemptyset(&defaults);
    const int heard[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGCHLD, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH};
    for (unsigned i = 0; i < sizeof heard / sizeof heard[0]; i++) sigaddset(&defaults, heard[i]);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_setflags(
        &attributes,
        POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    if (in >= 0) posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    if (out >= 0) posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    if (out >= 0) posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    // An editor must not inherit the proxy's connections.
    if (out >= 0) posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
#endif
    int error = posix_spawnp(&process, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error == 0 ? process : -error;
}

int cn_child_state(int process, int waits, int *value) {
    int status;
    pid_t changed;
    do {
        changed = waitpid(process, &status, WUNTRACED | (waits ? 0 : WNOHANG));
    } while (changed < 0 && errno == EINTR);
    *value = 0;
    if (changed == 0) return CN_RUNS;
    if (changed < 0) return CN_GONE;
    if (WIFEXITED(status)) {
        *value = WEXITSTATUS(status);
        return CN_EXITED;
    }
    if (WIFSIGNALED(status)) {
        *value = WTERMSIG(status);
        return CN_KILLED;
    }
    *value = WSTOPSIG(status);
    return CN_STOPPED;
}

void cn_die(int number) {
    const struct rlimit none = {0, 0};
    sigset_t set;
    setrlimit(RLIMIT_CORE, &none);
    signal(number, SIG_DFL);
    sigemptyset(&set);
    sigaddset(&set, number);
    kill(getpid(), number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    // Signals that the first process of a container sends to itself do not kill it.
    _exit(128 + number);
}

static sigset_t inherited_mask;
static char inherited_ignored[NSIG];
// A shell passes files on below 64, and keeps its own from 255 on.
enum { DESCRIPTORS = 256 };
static char inherited_open[DESCRIPTORS];

void cn_remember_start(void) {
    struct sigaction action;
    sigprocmask(SIG_BLOCK, NULL, &inherited_mask);
    for (int number = 1; number < NSIG; number++) {
        inherited_ignored[number] = sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
    }
    for (int descriptor = 0; descriptor < DESCRIPTORS; descriptor++) {
        inherited_open[descriptor] = fcntl(descriptor, F_GETFD) >= 0;
    }
}

int cn_replace(const char *path, char *const arguments[], char *const environment[]) {
    struct sigaction action;
    for (int number = 1; number < NSIG; number++) {
        // Signals that cannot be set (KILL, STOP, the C library's own) have not changed.
        if (sigaction(number, NULL, &action) != 0) continue;
        action.sa_handler = inherited_ignored[number] ? SIG_IGN : SIG_DFL;
        action.sa_flags = 0;
        sigaction(number, &action, NULL);
    }
    for (int descriptor = 0; descriptor < DESCRIPTORS; descriptor++) {
        if (!inherited_open[descriptor]) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    pthread_sigmask(SIG_SETMASK, &inherited_mask, NULL);
    execve(path, arguments, environment);
    return errno;
}

void cn_follow_parent(int number) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, number);
#else
    (void)number;
#endif
}
