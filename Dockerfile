# syntax=docker/dockerfile:1
# The bot alone, as production runs it: no development packages, no sandbox, nobody's shell.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY scripts ./scripts
RUN npm run build
RUN rm -rf dist/sandbox dist/sandbox-cloud.* dist/playground.* dist/bundle/sandbox-cloud* dist/bundle/playground.* src/sandbox

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund
COPY scripts ./scripts
RUN node scripts/slim.js

FROM node:22-bookworm-slim
ENV NODE_ENV=production CLOUD=microsoft HOST=0.0.0.0 PORT=3978 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src ./src
COPY package.json ./
COPY cards ./cards
COPY manifest ./manifest
COPY scripts ./scripts
COPY docs/pages ./docs/pages
USER node
VOLUME /data
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["node", "scripts/ready.js"]
CMD ["node", "dist/bundle/main.js"]
