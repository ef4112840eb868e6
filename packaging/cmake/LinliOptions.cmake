# Language level, warnings and sanitizers of every target of the project.
option(LINLI_TESTS "Build the tests" ON)
set(LINLI_SANITIZE "" CACHE STRING "Value of -fsanitize=, empty for none")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# -g1 keeps line numbers in stack traces at a fraction of the size and time of -g.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -D_GLIBCXX_ASSERTIONS")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(linli_flags INTERFACE)
target_compile_options(linli_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Werror
  -Wno-missing-field-initializers  # designated initialisers leave the rest at its default
  # GCC's bug 80635: from 13 on it sees std::optional used before it is set where it is not.
  $<$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>:-Wno-maybe-uninitialized>)
target_compile_definitions(linli_flags INTERFACE SPDLOG_FMT_EXTERNAL)

# The test cases themselves are not optimised, which takes a fifth off a full build; what they test
# and what they share (tests/support) is.
add_library(linli_test_flags INTERFACE)
target_compile_options(linli_test_flags INTERFACE -O0 -U_FORTIFY_SOURCE)

# A library that a program does not use is not loaded with it.
add_link_options(-Wl,--as-needed)

if(LINLI_SANITIZE)
  # Between what they add, GCC sees variables used before they are set where they are not.
  add_compile_options(-fsanitize=${LINLI_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all -Wno-error=maybe-uninitialized)
  add_link_options(-fsanitize=${LINLI_SANITIZE})
else()
  add_compile_options(-fstack-protector-strong)
  add_compile_definitions($<$<CONFIG:RelWithDebInfo>:_FORTIFY_SOURCE=2>)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
