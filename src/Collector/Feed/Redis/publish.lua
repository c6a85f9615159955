-- Writes what one publisher changed of one source, if its term is the newest.
-- KEYS: 1 the source's values, 2 its removals by time, 3 the stream, 4 the state of the feed, 5 the publisher's lease, 6 the names of all sources
-- ARGV: 1 epoch of the term, 2 field of the publisher's marker, 3 the marker that must stand there, 4 the marker to leave ('' for none),
--       5 '1' if any marker will do, 6 source, 7 values that were dropped before, 8 milliseconds that removals are remembered, 9 most removals,
--       10 most entries of the stream, 11 milliseconds that the values are kept, 12 the doorbell, 13 how many values follow;
--       then for each value its field, epoch, sequence, '1' for a removal, text; then the fields that left the view
local epoch = tonumber(ARGV[1])
local newest = tonumber(redis.call('HGET', KEYS[5], 'epoch') or '0')
if epoch < newest then
  return 'refused'
end

if ARGV[5] ~= '1' and redis.call('HGET', KEYS[1], ARGV[2]) ~= ARGV[3] then
  return 'unmarked'
end

if epoch > newest then
  redis.call('HSET', KEYS[5], 'epoch', ARGV[1])
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function forget(fields)
  for _, field in ipairs(fields) do
    redis.call('HDEL', KEYS[1], field)
    redis.call('ZREM', KEYS[2], field)
  end
end

forget(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - tonumber(ARGV[8]), 'LIMIT', 0, 100))

local entry = {}
local taken = 0
local at = 14
for _ = 1, tonumber(ARGV[13]) do
  local field, valueEpoch, sequence, removal, text = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3], ARGV[at + 4]
  at = at + 5
  local isNewer = true
  local held = redis.call('HGET', KEYS[1], field)
  if held then
    local heldEpoch, heldSequence = string.match(held, '^(%d+) (%d+) ')
    heldEpoch, heldSequence = tonumber(heldEpoch), tonumber(heldSequence)
    isNewer = valueEpoch > heldEpoch or (valueEpoch == heldEpoch and sequence > heldSequence)
  end

  if isNewer then
    redis.call('HSET', KEYS[1], field, text)
    if removal == '1' then
      redis.call('ZADD', KEYS[2], now, field)
    else
      redis.call('ZREM', KEYS[2], field)
    end

    entry[#entry + 1] = 'v'
    entry[#entry + 1] = text
    taken = taken + 1
  end
end

local tooMany = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[9])
if tooMany > 0 then
  forget(redis.call('ZRANGE', KEYS[2], 0, tooMany - 1))
end

for i = at, #ARGV do
  forget({ ARGV[i] })
  entry[#entry + 1] = 'o'
  entry[#entry + 1] = ARGV[i]
end

if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[4])
end

redis.call('SADD', KEYS[6], ARGV[6])
redis.call('PEXPIRE', KEYS[1], ARGV[11])
redis.call('PEXPIRE', KEYS[2], ARGV[11])

if #entry > 0 then
  local generation = redis.call('HGET', KEYS[4], 'generation')
  if not generation then
    generation = time[1] .. '.' .. time[2]
    redis.call('HSET', KEYS[4], 'generation', generation)
  end

  local number = redis.call('HINCRBY', KEYS[4], 'entries', 1)
  local values = redis.call('HINCRBY', KEYS[4], 'values', taken + tonumber(ARGV[7]))
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[10], '*', 's', ARGV[6], 'g', generation, 'n', number, 't', values, 'l', ARGV[7], unpack(entry))
  redis.call('PUBLISH', ARGV[12], number)
end

return 'taken'
