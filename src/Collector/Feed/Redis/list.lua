-- Reads all values of all sources and the place in the stream that belongs to them.
-- KEYS: 1 the names of all sources, 2 the state of the feed, 3 the stream; ARGV: 1 the start of the keys of sources' values
local state = redis.call('HMGET', KEYS[2], 'generation', 'entries', 'values')
local last = redis.call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', 1)
local answer = { state[1] or '', state[2] or '0', state[3] or '0', last[1] and last[1][1] or '0-0' }
for _, source in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local values = redis.call('HGETALL', ARGV[1] .. source)
  if #values == 0 then
    redis.call('SREM', KEYS[1], source)
  else
    answer[#answer + 1] = source
    answer[#answer + 1] = values
  end
end

return answer
