#include "BuildStamp.h"

// Not quoted: a string's quotes would have to survive every build system on the way.
#define TEXT_OF(tokens) #tokens
#define TEXT(macro) TEXT_OF(macro)

const char *dragoman_build_commit(void) {
#ifdef DRAGOMAN_COMMIT
    return TEXT(DRAGOMAN_COMMIT);
#else
    return "";
#endif
}
