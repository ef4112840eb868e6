# The map: one row for each directory, "directory: directories it may link".
# A link brings what it links itself. The same rows drive the targets
# (linli_module) and the check of includes (check_includes.cmake).
set(LINLI_MAP
  "kiosk/base:"
  "kiosk/command_line:"
  "kiosk/crypto: kiosk/base"
  "kiosk/database: kiosk/base"
  "kiosk/domain: kiosk/base"
  "kiosk/expression: kiosk/base"
  "kiosk/typing: kiosk/base"
  "kiosk/protocol: kiosk/domain kiosk/crypto"
  "kiosk/package: kiosk/protocol"
  "kiosk/catalogue: kiosk/domain kiosk/expression"
  "kiosk/reference: kiosk/catalogue"
  "kiosk/place_names: kiosk/reference kiosk/database"
  "assets/demo: kiosk/catalogue"
  "drivers/api: kiosk/base kiosk/domain"
  "drivers/serial: kiosk/base"
  "drivers/samv: drivers/api drivers/serial"
  "drivers/printer: drivers/api drivers/serial"
  "drivers/cups: drivers/api"
  "drivers/speech: drivers/api"
  "drivers/staff_call: drivers/api"
  "drivers/codes: kiosk/base"
  "drivers/camera: drivers/api drivers/codes"
  "drivers/simulated: drivers/samv kiosk/command_line"
  "offline_cache/api: kiosk/domain"
  "offline_cache/store: offline_cache/api kiosk/database kiosk/protocol"
  "offline_cache/sync: offline_cache/store kiosk/package"
  "kiosk/flow: kiosk/reference kiosk/typing drivers/api offline_cache/api"
  "kiosk/documents: kiosk/catalogue drivers/api drivers/codes offline_cache/api"
  "ui/accessibility: kiosk/base"
  "ui/theme: kiosk/flow"
  "ui/window: ui/theme ui/accessibility"
  "ui/widgets: ui/theme ui/accessibility"
  "ui/screens: ui/widgets drivers/codes"
  "ui/automation: ui/window"
  "centre/ledger: kiosk/database kiosk/protocol"
  "centre/server: centre/ledger kiosk/package kiosk/command_line"
  "kiosk/app: ui/screens ui/automation offline_cache/sync drivers/samv drivers/camera drivers/printer drivers/cups drivers/speech drivers/staff_call kiosk/flow kiosk/documents kiosk/place_names kiosk/command_line"
)

set(LINLI_MODULES "")
foreach(row IN LISTS LINLI_MAP)
  string(REGEX MATCH "^([^:]+):(.*)$" _ "${row}")
  set(module "${CMAKE_MATCH_1}")
  separate_arguments(links UNIX_COMMAND "${CMAKE_MATCH_2}")
  list(APPEND LINLI_MODULES ${module})
  set(LINLI_LINKS_${module} "${links}")
endforeach()

# Adds the library of a directory of the map.
#   linli_module(kiosk/base SOURCES a.cpp b.cpp [PUBLIC lib…] [PRIVATE lib…])
# The target is called linli_kiosk_base; without SOURCES it is header-only.
function(linli_module module)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
  if(NOT module IN_LIST LINLI_MODULES)
    message(FATAL_ERROR "${module} is not on the map in packaging/cmake/LinliModules.cmake")
  endif()
  string(REPLACE "/" "_" target "linli_${module}")
  set(links "")
  foreach(link IN LISTS LINLI_LINKS_${module})
    string(REPLACE "/" "_" name "linli_${link}")
    list(APPEND links ${name})
  endforeach()
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${links} ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} linli_flags)
    linli_use_precompiled(${target})
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} INTERFACE ${links} ${arg_PUBLIC})
  endif()
endfunction()

# What `./linli build` makes: every program but the tests.
add_custom_target(programs)

# Adds a program that may use the named directories of the map.
#   linli_program(linlictl SOURCES linlictl.cpp MODULES kiosk/app [PRIVATE lib…])
function(linli_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;MODULES;PRIVATE")
  add_executable(${name} ${arg_SOURCES})
  foreach(module IN LISTS arg_MODULES)
    string(REPLACE "/" "_" target "linli_${module}")
    target_link_libraries(${name} PRIVATE ${target})
  endforeach()
  target_link_libraries(${name} PRIVATE ${arg_PRIVATE} linli_flags)
  linli_use_precompiled(${name})
  if(NOT name MATCHES "^tests_")
    add_dependencies(programs ${name})
  endif()
endfunction()

# Fails the build on an include that the map does not allow.
add_custom_target(check_includes ALL
  COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
          -P ${PROJECT_SOURCE_DIR}/packaging/cmake/check_includes.cmake
  COMMENT "Checking includes against the map" VERBATIM)
add_dependencies(programs check_includes linli_assets linli_demo_place_names)
