#pragma once

/// The commit that the program was built from; empty if the build got none.
const char *_Nonnull dragoman_build_commit(void);
