#pragma once

/// The commit that the program was built from, as the build was told; empty where it was told nothing.
const char *_Nonnull dragoman_build_commit(void);
