"""Who and when: signatures and time stamps, made and checked."""
