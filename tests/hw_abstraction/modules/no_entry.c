/* A shared object that is no driver. */
#include "hw/hw_driver.h"

HW_EXPORT int something_else(void);
int something_else(void) { return 1; }
