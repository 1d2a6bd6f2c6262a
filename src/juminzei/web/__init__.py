"""Settings, addresses, components and pages that belong to no single system."""
