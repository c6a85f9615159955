-- Notes what a process says of itself, and answers with what all of them say.
-- KEYS: 1 the processes, 2 the state of the feed
-- ARGV: 1 who, 2 what it says of itself ('' to leave), 3 milliseconds after which a process that says nothing is left out
-- Answers with the time, the entries that were written to the stream, and for each process its id, the milliseconds since it was heard, and what it says.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f ', now) .. ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end

local answer = { now, redis.call('HGET', KEYS[2], 'entries') or '0' }
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local at, text = string.match(all[i + 1], '^(%d+) (.*)$')
  local age = now - tonumber(at or '0')
  if not at or age > tonumber(ARGV[3]) then
    redis.call('HDEL', KEYS[1], all[i])
  else
    answer[#answer + 1] = all[i]
    answer[#answer + 1] = age
    answer[#answer + 1] = text
  end
end

return answer
