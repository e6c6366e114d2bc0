# Betwixt as a container: the built product, a user without rights, one volume.
#   docker build -t betwixt .
#   docker run -d --name betwixt --restart on-failure --stop-timeout 30 -p 127.0.0.1:3000:3000 -v betwixt:/data \
#     -e WORKSPACE_KEY=… -e PUBLIC_URL=https://boards.example.com -e TRUST_PROXY=1 betwixt
# Without WORKSPACE_KEY it makes itself one: docker exec betwixt cat /data/workspace-key

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/THIRD-PARTY-NOTICES.md ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN install -d -m 700 -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
