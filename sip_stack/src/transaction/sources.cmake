target_sources(sip_core PRIVATE
  transaction/ack.cpp
  transaction/invite_client.cpp
  transaction/invite_server.cpp
  transaction/key.cpp
  transaction/key_index.cpp
  transaction/keyed_hash.cpp
  transaction/non_invite_client.cpp
  transaction/non_invite_server.cpp
  transaction/table.cpp
  transaction/timer_queue.cpp
  transaction/timer_table.cpp
  transaction/transaction_layer.cpp
  transaction/transaction_layer_client.cpp
  transaction/transaction_layer_server.cpp)
