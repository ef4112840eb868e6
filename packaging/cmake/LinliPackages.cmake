# CPack: one .deb for the terminal, one for the centre.
