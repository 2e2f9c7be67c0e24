/** What users type for the rendering of a chart, as patterns that the window and the contract share. Nothing of it can be taken for a flag. */

/** `1.31`, `v1.31.2-eks-1`. */
export const KUBERNETES_VERSION = /^v?\d+(\.\d+){0,2}([-+][\w.-]+)?$/;

/** `monitoring.coreos.com/v1`, or with a kind behind it. */
export const API_VERSION = /^\w[\w.-]*(\/[\w.-]+){0,2}$/;
