set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# Debug keeps line tables and light optimisation: the tests of search and matching are slow at -O0.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_library(palier_flags INTERFACE)
target_compile_options(palier_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  # Designated initializers leave out what keeps its default: that is their point.
  -Wno-missing-field-initializers
  $<$<BOOL:${PALIER_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these two falsely inside its own <string> and in coroutine frames.
  target_compile_options(palier_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
  # These only show when it optimises, and then for moves of plain strings.
  target_compile_options(palier_flags INTERFACE
    $<$<CONFIG:Release>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)
endif()
if(PALIER_SANITIZE)
  target_compile_options(palier_flags INTERFACE -fsanitize=${PALIER_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(palier_flags INTERFACE -fsanitize=${PALIER_SANITIZE})
  if(PALIER_SANITIZE MATCHES thread AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Asio has fences, which the thread sanitizer does not model; its mutexes it does see.
    target_compile_options(palier_flags INTERFACE -Wno-tsan
      # And its added code makes GCC 12 see moves of plain strings out of their bounds.
      -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endif()

find_program(PALIER_CCACHE ccache)
if(PALIER_CCACHE)
  # The base directory makes two checkouts share one cache; the sloppiness lets precompiled headers hit.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${PALIER_CCACHE})
endif()
find_program(PALIER_MOLD mold)
if(PALIER_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
