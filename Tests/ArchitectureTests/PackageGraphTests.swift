import Testing

struct PackageGraphTests {}
