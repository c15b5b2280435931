#pragma once

/// Gives free memory back to the system where the C library has kept it; with a library other than glibc, nothing.
void dragoman_return_free_memory(void);
