#pragma once

// The name alone, as <iosfwd> has names: Asio's headers cost a second and more in each file that only passes a context on.
namespace boost::asio {
class io_context;
}
