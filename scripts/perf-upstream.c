// The upstream of scripts/perf: one thread that answers with canned streams, fast enough not to limit the measurement.
//
//     perf-upstream FILE…
//
// Prints the port that the system gave it. `POST /0/…` is answered with the first file as an event stream, `POST /1/…`
// with the second, each in one write. Request bodies are counted and thrown away.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAXIMUM_HEAD = 16 << 10, MAXIMUM_ANSWERS = 8, EVENTS = 64 };

struct answer {
    char *bytes;
    size_t length;
};

struct connection {
    int socket;
    char head[MAXIMUM_HEAD + 1];
    size_t head_length;
    size_t body_left;
    const struct answer *answer; // once the request's head is read
    size_t written;
};

static struct answer answers[MAXIMUM_ANSWERS];
static size_t answer_count;
static int poller;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

// The whole HTTP answer, its body as one chunk.
static struct answer read_answer(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) fail(path);
    long size = ftell(file);
    if (size < 0) fail(path);
    rewind(file);
    struct answer answer = {malloc((size_t)size + 512), 0};
    if (!answer.bytes) fail("malloc");
    answer.length = (size_t)sprintf(
        answer.bytes,
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nx-request-id: req_perf\r\n"
        "transfer-encoding: chunked\r\n\r\n%lx\r\n",
        size);
    if (fread(answer.bytes + answer.length, 1, (size_t)size, file) != (size_t)size) fail(path);
    fclose(file);
    answer.length += (size_t)size;
    memcpy(answer.bytes + answer.length, "\r\n0\r\n\r\n", 7);
    answer.length += 7;
    return answer;
}

static void watch(struct connection *connection, int operation, unsigned events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(poller, operation, connection->socket, &event)) fail("epoll_ctl");
}

static void drop(struct connection *connection) {
    close(connection->socket);
    free(connection);
}

// Sends what is left of the answer, as far as the socket takes it. False where the connection is broken.
static int write_answer(struct connection *connection) {
    const struct answer *answer = connection->answer;
    while (connection->written < answer->length) {
        ssize_t count = send(
            connection->socket, answer->bytes + connection->written, answer->length - connection->written,
            MSG_NOSIGNAL);
        if (count < 0 && errno == EAGAIN) {
            watch(connection, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            return 1;
        }
        if (count < 0) return 0;
        connection->written += (size_t)count;
    }
    connection->answer = NULL;
    return 1;
}

// Reads the answer's number and the body's length out of a whole head. False for what this server does not know.
static int read_head(struct connection *connection) {
    char *head = connection->head;
    if (strncmp(head, "POST /", 6) || head[6] < '0' || (size_t)(head[6] - '0') >= answer_count) return 0;
    for (char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, "content-length:", 15)) continue;
        connection->body_left = strtoul(line + 17, NULL, 10);
        connection->answer = &answers[head[6] - '0'];
        connection->written = 0;
        return 1;
    }
    return 0;
}

// Takes what the client has sent, and answers each request when its last byte is there.
static int take(struct connection *connection, const char *bytes, size_t count) {
    while (count > 0) {
        size_t body = count < connection->body_left ? count : connection->body_left;
        connection->body_left -= body;
        bytes += body;
        count -= body;
        if (!connection->answer) {
            size_t room = MAXIMUM_HEAD - connection->head_length;
            size_t copied = count < room ? count : room;
            size_t former = connection->head_length;
            memcpy(connection->head + former, bytes, copied);
            connection->head[former + copied] = 0;
            char *end = strstr(connection->head, "\r\n\r\n");
            if (!end && copied == room) return 0;
            size_t length = end ? (size_t)(end + 4 - connection->head) : former + copied;
            connection->head_length = end ? 0 : length;
            bytes += length - former;
            count -= length - former;
            if (!end) return 1;
            end[2] = 0;
            if (!read_head(connection)) return 0;
        }
        if (connection->answer && connection->body_left == 0 && connection->written == 0) {
            if (!write_answer(connection)) return 0;
        } else if (body == 0 && connection->body_left == 0) {
            // A request before the answer to the former was taken: no client here does that.
            return 0;
        }
    }
    return 1;
}

static int serve(struct connection *connection, unsigned events) {
    static char buffer[256 << 10];
    if (events & (EPOLLERR | EPOLLHUP)) return 0;
    if (events & EPOLLOUT && connection->answer) {
        if (!write_answer(connection)) return 0;
        if (!connection->answer) watch(connection, EPOLL_CTL_MOD, EPOLLIN);
    }
    while (events & EPOLLIN) {
        ssize_t count = recv(connection->socket, buffer, sizeof buffer, 0);
        if (count < 0) return errno == EAGAIN;
        if (count == 0 || !take(connection, buffer, (size_t)count)) return 0;
        if ((size_t)count < sizeof buffer) break;
    }
    return 1;
}

static void accept_all(int listener) {
    for (;;) {
        int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client < 0) return;
        int on = 1;
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *connection = calloc(1, sizeof *connection);
        if (!connection) fail("calloc");
        connection->socket = client;
        watch(connection, EPOLL_CTL_ADD, EPOLLIN);
    }
}

int main(int count, char **arguments) {
    if (count < 2 || count > MAXIMUM_ANSWERS + 1) {
        fprintf(stderr, "usage: perf-upstream FILE…\n");
        return 64;
    }
    for (int index = 1; index < count; index++) answers[answer_count++] = read_answer(arguments[index]);
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 1024)) fail("bind");
    if (getsockname(listener, (struct sockaddr *)&address, &length)) fail("getsockname");
    poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event own = {.events = EPOLLIN};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, listener, &own)) fail("epoll_ctl");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(poller, events, EVENTS, -1);
        for (int index = 0; index < ready; index++) {
            struct connection *connection = events[index].data.ptr;
            if (!connection) {
                accept_all(listener);
            } else if (!serve(connection, events[index].events)) {
                drop(connection);
            }
        }
    }
}
