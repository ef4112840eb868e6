# What is installed, and CPack: one .deb for the terminal, one for the centre. The simulators and the
# demonstration are for development and belong to neither.
#   cpack --config build/release/CPackConfig.cmake -B build/release/packages
include(GNUInstallDirs)
set(packaging ${PROJECT_SOURCE_DIR}/packaging)

# Installs what both packages have: unit, user, directory, copyright; writes the maintainer scripts.
function(linli_package package state)
  install(FILES ${packaging}/${package}/${package}.service
          DESTINATION lib/systemd/system COMPONENT ${package})
  foreach(kind IN ITEMS sysusers tmpfiles)
    install(FILES ${packaging}/${package}/${kind}.conf
            DESTINATION lib/${kind}.d RENAME ${package}.conf COMPONENT ${package})
  endforeach()
  install(FILES ${packaging}/debian/copyright
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package} COMPONENT ${package})
  foreach(script IN ITEMS postinst prerm postrm)
    configure_file(${packaging}/debian/${script}.in
                   ${PROJECT_BINARY_DIR}/debian/${package}/${script} @ONLY
                   FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
                                    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endforeach()
endfunction()

linli_package(linli-kiosk linli)
install(TARGETS linli-kiosk linlictl COMPONENT linli-kiosk)
install(DIRECTORY ${PROJECT_BINARY_DIR}/share/linli/
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/linli COMPONENT linli-kiosk
        PATTERN demo EXCLUDE)
install(FILES ${packaging}/linli-kiosk/60-linli-kiosk.rules
        DESTINATION lib/udev/rules.d COMPONENT linli-kiosk)
install(FILES ${packaging}/linli-kiosk/kiosk.toml DESTINATION /etc/linli COMPONENT linli-kiosk)
install(FILES ${packaging}/README.md
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/linli-kiosk COMPONENT linli-kiosk)
file(WRITE ${PROJECT_BINARY_DIR}/debian/linli-kiosk/conffiles "/etc/linli/kiosk.toml\n")

linli_package(linli-centre linli-centre)
install(TARGETS linli-centre COMPONENT linli-centre)
install(FILES ${packaging}/linli-centre/default
        DESTINATION /etc/default RENAME linli-centre COMPONENT linli-centre)
file(WRITE ${PROJECT_BINARY_DIR}/debian/linli-centre/conffiles "/etc/default/linli-centre\n")
install(FILES ${PROJECT_SOURCE_DIR}/centre/api/openapi.yaml
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/linli-centre COMPONENT linli-centre)

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)  # /etc is not under the prefix
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL linli-kiosk linli-centre)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package has its own first line
set(CPACK_PACKAGE_CONTACT "The authors of Linli <linli@localhost>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# SQLCipher's own shlibs file would let Debian 12's older one through.
# CPack reads these under the component's name in capitals.
set(CPACK_COMPONENT_LINLI-KIOSK_DESCRIPTION
  "Self-service terminal of the community hall
Reads identity cards and codes, shows benefits and takes applications,
with or without a network.")
set(CPACK_DEBIAN_LINLI-KIOSK_PACKAGE_NAME linli-kiosk)
set(CPACK_DEBIAN_LINLI-KIOSK_PACKAGE_DEPENDS
  "systemd, udev, libsqlcipher1 (>= 4.6), espeak-ng, fonts-noto-cjk, fonts-hanazono, fonts-material-design-icons-iconfont, gstreamer1.0-plugins-base, gstreamer1.0-plugins-good, tegaki-zinnia-simplified-chinese")
# The display driver of the kernel is used through EGL, loaded by name.
set(CPACK_DEBIAN_LINLI-KIOSK_PACKAGE_RECOMMENDS "libegl1, libgles2, libgl1-mesa-dri")
set(CPACK_DEBIAN_LINLI-KIOSK_PACKAGE_CONTROL_EXTRA
  ${PROJECT_BINARY_DIR}/debian/linli-kiosk/postinst ${PROJECT_BINARY_DIR}/debian/linli-kiosk/prerm
  ${PROJECT_BINARY_DIR}/debian/linli-kiosk/postrm ${PROJECT_BINARY_DIR}/debian/linli-kiosk/conffiles)

set(CPACK_COMPONENT_LINLI-CENTRE_DESCRIPTION
  "Centre that Linli terminals belong to
Enrols terminals, answers their questions and keeps what they submit.")
set(CPACK_DEBIAN_LINLI-CENTRE_PACKAGE_NAME linli-centre)
set(CPACK_DEBIAN_LINLI-CENTRE_PACKAGE_DEPENDS "systemd, libsqlcipher1 (>= 4.6)")
set(CPACK_DEBIAN_LINLI-CENTRE_PACKAGE_CONTROL_EXTRA
  ${PROJECT_BINARY_DIR}/debian/linli-centre/postinst ${PROJECT_BINARY_DIR}/debian/linli-centre/prerm
  ${PROJECT_BINARY_DIR}/debian/linli-centre/postrm ${PROJECT_BINARY_DIR}/debian/linli-centre/conffiles)
include(CPack)
