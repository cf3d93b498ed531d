#!/bin/bash
# One run of Malmoi on several nodes of Slurm, with a Ray cluster that begins and ends with the job:
#   sbatch --nodes 4 --time 12:00:00 deploy/slurm.sh RECIPE ROOT [FIELD=VALUE ...]
# ROOT and the sources lie on a file system that all nodes see. A job that ended, for whatever reason, goes on
# when it is submitted again; --requeue does so by itself.
#SBATCH --job-name=malmoi
#SBATCH --ntasks-per-node=1
#SBATCH --exclusive
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:TERM@120
set -euo pipefail
recipe=${1:?"usage: sbatch slurm.sh RECIPE ROOT [FIELD=VALUE ...]"}
root=${2:?"usage: sbatch slurm.sh RECIPE ROOT [FIELD=VALUE ...]"}
shift 2
settings=()
for setting in "$@"; do settings+=(--set "$setting"); done

head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
port=$((6379 + SLURM_JOB_ID % 1000)) # two jobs may share a node
# the first node runs the command, the others serve it until it ends
srun ray symmetric-run --address "$head:$port" --min-nodes "$SLURM_JOB_NUM_NODES" -- \
    malmoi run "$recipe" --root "$root" --executor ray --address "$head:$port" ${settings[@]+"${settings[@]}"} &
wait $!
