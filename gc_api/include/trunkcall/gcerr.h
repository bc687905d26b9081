/*
 * gcerr.h - error values of Global Call functions and result values of its events.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * EGC_ values are what gc_ErrorInfo shows after a failed call, and what GCEV_TASKFAIL carries.
 * GCRV_ values are what gc_ResultInfo shows for an event. The two ranges do not overlap.
 */
#ifndef TRUNKCALL_GCERR_H
#define TRUNKCALL_GCERR_H

#define EGC_NOERR 0
#define EGC_INVLINEDEV 0x01          /* no open line device has this handle, or it is of another kind */
#define EGC_INVCRN 0x02              /* no call has this reference, or it has been released */
#define EGC_INVPARM 0x03             /* an argument is NULL, out of range or malformed; the text names it */
#define EGC_INVSTATE 0x04            /* the call or device is in a state in which the function is not allowed */
#define EGC_INVMETAEVENT 0x05        /* the METAEVENT was not filled by gc_GetMetaEvent */
#define EGC_INVDEVNAME 0x06          /* the device name cannot be parsed or names no device */
#define EGC_INVPARMBLK 0x07          /* the parameter block is not one that gc_util_ functions made */
#define EGC_INVTARGET 0x08           /* the target type does not fit the function or the target id */
#define EGC_INVPROTOCOL 0x09         /* the protocol of the device name is not supported */
#define EGC_UNSUPPORTED 0x0a         /* the technology does not have this function or mode */
#define EGC_NOT_INITED 0x0b          /* gc_Start has not been called, or gc_Stop has */
#define EGC_ALREADY_STARTED 0x0c     /* gc_Start has been called already */
#define EGC_NOT_ENABLED 0x0d         /* the feature was not enabled at gc_Start */
#define EGC_TIMEOUT 0x0e             /* the operation did not end in time */
#define EGC_NOMEM 0x0f               /* out of memory */
#define EGC_SYSTEM 0x10              /* the operating system refused; the text says what and why */
#define EGC_ALARM 0x11               /* interrupted by an alarm */
#define EGC_GLARE 0x12               /* both sides seized the line at once */
#define EGC_BUSY 0x13                /* the line device carries a call already */
#define EGC_NOCALL 0x14              /* no call is there */
#define EGC_NOEVENT 0x15             /* the thread has no current event */
#define EGC_NO_MORE_PARMS 0x16       /* the parameter block has no further parameter */
#define EGC_NOT_INSERVICE 0x17       /* the line device is not in service */
#define EGC_DRIVER 0x18              /* a device driver failed */
#define EGC_FILE 0x19                /* a file cannot be read or written */
#define EGC_INTERNAL 0x1a            /* a fault inside the library */
#define EGC_TASKABORTED 0x1b         /* ended by gc_ResetLineDev, gc_Close or gc_Stop */
#define EGC_FATALERROR_ACTIVE 0x1c   /* the device has a fatal error */
#define EGC_FATALERROR_OCCURRED 0x1d /* a fatal error has just occurred */
#define EGC_CCLIBSPECIFIC 0x1e       /* ccValue says what: IPERR_ or IPEC_ */
#define EGC_ILLSTATE EGC_INVSTATE
#define EGC_INVALIDSTATE EGC_INVSTATE

/* How a call went. */
#define GCRV_RESULT 0x500
#define GCRV_NORMAL 0x501
#define GCRV_BUSY 0x502
#define GCRV_NOANSWER 0x503
#define GCRV_NORB 0x504
#define GCRV_CEPT 0x505
#define GCRV_CONGESTION 0x506
#define GCRV_REJECT 0x507
#define GCRV_UNALLOCATED 0x508
#define GCRV_TIMEOUT 0x509
#define GCRV_STOPD 0x50a
#define GCRV_CPERROR 0x50b
#define GCRV_DIALTONE 0x50c
#define GCRV_GLARE 0x50d
#define GCRV_PROTOCOL 0x50e
#define GCRV_SIGNALLING 0x50f
#define GCRV_NOT_INSERVICE 0x510
#define GCRV_NOVOICE 0x511
#define GCRV_INTERNAL 0x512
#define GCRV_CCLIBSPECIFIC 0x513
#define GCRV_ALARM 0x514
#define GCRV_CALLABANDONED 0x515

/* Devices and media. */
#define GCRV_ATTACH_ERROR 0x516
#define GCRV_MEDIA_OPEN_FAILED 0x517
#define GCRV_MEDIA_REQ_CANCELLED 0x518
#define GCRV_NETWORK_OPEN_FAILED 0x519
#define GCRV_NODYNMEM 0x51a

/* Transfer. */
#define GCRV_REMOTEREJ_UNAVAIL 0x51b
#define GCRV_REMOTEREJ_NOTALLOWED 0x51c
#define GCRV_REMOTEREJ_INVADDR 0x51d
#define GCRV_REMOTEREJ_UNSPECIFIED 0x51e

/* Fatal errors. */
#define GCRV_FATALERROR_ACTIVE 0x51f
#define GCRV_FATALERROR_OCCURRED 0x520
#define GCRV_NONRECOVERABLE_FATALERROR 0x521
#define GCRV_RECOVERABLE_FATALERROR 0x522
#define GCRV_RESETABLE_FATALERROR 0x523

/* Overlap sending. */
#define GCRV_DESTINATION_ADDRESS_REQ 0x524
#define GCRV_ORIGINATION_ADDRESS_REQ 0x525
#define GCRV_INFO_NONE_NOMORE 0x526
#define GCRV_INFO_NONE_TIMEOUT 0x527
#define GCRV_INFO_PRESENT_ALL 0x528
#define GCRV_INFO_PRESENT_MORE 0x529
#define GCRV_INFO_SENT 0x52a
#define GCRV_INFO_SOME_NOMORE 0x52b
#define GCRV_INFO_SOME_TIMEOUT 0x52c

/* Special information tones. */
#define GCRV_SIT_UNKNOWN 0x52d
#define GCRV_INEFFECTIVE_OTHER 0x52e
#define GCRV_VACANT_CIRCUIT 0x52f
#define GCRV_NO_CIRCUIT_INTERLATA 0x530
#define GCRV_REORDER_INTERLATA 0x531

/* Trunk alarms, set and cleared. */
#define GCRV_B8ZSD 0x532
#define GCRV_B8ZSDOK 0x533
#define GCRV_BPVS 0x534
#define GCRV_BPVSOK 0x535
#define GCRV_CECS 0x536
#define GCRV_CECSOK 0x537
#define GCRV_DPM 0x538
#define GCRV_DPMOK 0x539
#define GCRV_ECS 0x53a
#define GCRV_ECSOK 0x53b
#define GCRV_FERR 0x53c
#define GCRV_FERROK 0x53d
#define GCRV_FSERR 0x53e
#define GCRV_FSERROK 0x53f
#define GCRV_LOS 0x540
#define GCRV_LOSOK 0x541
#define GCRV_MFSERR 0x542
#define GCRV_MFSERROK 0x543
#define GCRV_OOF 0x544
#define GCRV_OOFOK 0x545
#define GCRV_RBL 0x546
#define GCRV_RBLOK 0x547
#define GCRV_RCL 0x548
#define GCRV_RCLOK 0x549
#define GCRV_RDMA 0x54a
#define GCRV_RDMAOK 0x54b
#define GCRV_RED 0x54c
#define GCRV_REDOK 0x54d
#define GCRV_RLOS 0x54e
#define GCRV_RLOSOK 0x54f
#define GCRV_RRA 0x550
#define GCRV_RRAOK 0x551
#define GCRV_RSA1 0x552
#define GCRV_RSA1OK 0x553
#define GCRV_RUA1 0x554
#define GCRV_RUA1OK 0x555
#define GCRV_RYEL 0x556
#define GCRV_RYELOK 0x557

#endif
